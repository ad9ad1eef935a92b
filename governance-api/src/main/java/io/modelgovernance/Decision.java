package io.modelgovernance;

import io.modelgovernance.explain.ReasonCode;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.Cause;
import io.modelgovernance.serving.Outcome;
import java.util.List;
import java.util.function.Function;

/**
 * A governed decision: what was decided, by which version, and why.
 *
 * <p>Sealed: the model decided, a fallback did, or a person has to. Only {@link Served} has a score.
 */
public sealed interface Decision extends Verdict permits Decision.Served, Decision.FellBack, Decision.Referred {
    /**
     * The version that decided, or that would have.
     *
     * @return the version
     */
    VersionId version();

    /**
     * What was decided.
     *
     * @return the outcome
     */
    Outcome outcome();

    /**
     * Reason codes.
     *
     * @return the weightiest first; empty unless it goes against the applicant and reasons are wired
     */
    List<ReasonCode> reasons();

    @Override
    default <T> T fold(
            Function<? super Decision, ? extends T> decided, Function<? super Refusal, ? extends T> refused) {
        return decided.apply(this);
    }

    @Override
    default Decision orThrow() {
        return this;
    }

    /**
     * The version decided.
     *
     * @param id the call
     * @param version the version
     * @param score its score, finite
     * @param outcome approve or decline
     * @param reasons reason codes
     * @param causes breaches that are only counted
     */
    record Served(
            String id, VersionId version, double score, Outcome outcome, List<ReasonCode> reasons, List<Cause> causes)
            implements Decision {
        /** Copies the lists. */
        public Served {
            reasons = List.copyOf(reasons);
            causes = List.copyOf(causes);
        }
    }

    /**
     * Something else decided in the version's stead.
     *
     * @param id the call
     * @param version the version that decided; if rules did, the version that would have
     * @param by the fallback's name
     * @param outcome what it decided
     * @param reasons reason codes
     * @param causes why the version itself did not decide
     */
    record FellBack(
            String id, VersionId version, String by, Outcome outcome, List<ReasonCode> reasons, List<Cause> causes)
            implements Decision {
        /** Copies the lists. */
        public FellBack {
            reasons = List.copyOf(reasons);
            causes = List.copyOf(causes);
        }
    }

    /**
     * A person decides: the score lies between the cut-offs, or a check did not pass.
     *
     * @param id the call
     * @param version the version that would have decided
     * @param reasons reason codes
     * @param causes the checks that did not pass; empty if the score lies between the cut-offs
     */
    record Referred(String id, VersionId version, List<ReasonCode> reasons, List<Cause> causes) implements Decision {
        /** Copies the lists. */
        public Referred {
            reasons = List.copyOf(reasons);
            causes = List.copyOf(causes);
        }

        @Override
        public Outcome outcome() {
            return Outcome.REFER;
        }
    }
}
