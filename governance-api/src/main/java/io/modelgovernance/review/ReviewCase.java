package io.modelgovernance.review;

import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A decision that people look at.
 *
 * @param decision the decision; also the case's id
 * @param version the version that decided, or referred
 * @param source why it is here
 * @param why the rule's name, or the sampling rate and the decision's place below it
 * @param modelOutcome what the model decided; REFER or NONE if it did not
 * @param reviewers how many look at it before a dispute: 1 or 2
 * @param queuedAt when it was queued
 * @param dueAt when it is overdue
 * @param escalated whether that was noted
 * @param claims until when it is kept, by reviewer
 * @param answers in order; the third settles a dispute
 * @param status how it stands
 * @param outcome what people decided; NONE until then
 */
public record ReviewCase(
        String decision,
        VersionId version,
        Source source,
        String why,
        Outcome modelOutcome,
        int reviewers,
        Instant queuedAt,
        Instant dueAt,
        boolean escalated,
        Map<String, Instant> claims,
        List<ReviewAnswer> answers,
        Status status,
        Outcome outcome) {
    /** Why a decision is looked at. */
    public enum Source {
        /** The model referred it. */
        REFERRED,
        /** A rule asks for it. */
        RULE,
        /** It was drawn. */
        SAMPLED
    }

    /** How a case stands. */
    public enum Status {
        /** It waits for an answer. */
        OPEN,
        /** Two answers differ; a third person decides. */
        DISPUTED,
        /** It is decided. */
        DONE
    }

    /** Copies. */
    public ReviewCase {
        claims = java.util.Collections.unmodifiableMap(new TreeMap<>(claims));
        answers = List.copyOf(answers);
    }

    /**
     * Whether the model decided, and people decided otherwise.
     *
     * @return true if it is done and overridden
     */
    public boolean overridden() {
        return status == Status.DONE && decidedByModel() && outcome != modelOutcome;
    }

    /**
     * The same case as it comes into the queue.
     *
     * @param at when
     * @param due when it is overdue
     * @return a copy
     */
    public ReviewCase queued(Instant at, Instant due) {
        return new ReviewCase(
                decision,
                version,
                source,
                why,
                modelOutcome,
                reviewers,
                at,
                due,
                escalated,
                claims,
                answers,
                status,
                outcome);
    }

    /**
     * Whether the model itself decided.
     *
     * @return true if it approved or declined
     */
    public boolean decidedByModel() {
        return modelOutcome == Outcome.APPROVE || modelOutcome == Outcome.DECLINE;
    }
}
