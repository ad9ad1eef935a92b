package io.modelgovernance.serving;

import io.modelgovernance.Digest;
import io.modelgovernance.explain.ReasonCode;
import io.modelgovernance.registry.VersionId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is kept of a decision.
 *
 * <p>The input itself is not kept, only a salted commitment to it: whoever holds the input can show that this was the
 * one, and nobody can guess it from the record. Features named to be kept are the exception.
 *
 * @param id the decision
 * @param at when
 * @param version the version that decided, or that would have
 * @param manifest digest of that version's files
 * @param schema digest of that version's inputs
 * @param alias the alias it was reached by
 * @param deployment where the deciding process runs, empty if not said
 * @param caller who asked
 * @param purpose what for
 * @param subject pseudonym of whom it is about, empty if nobody
 * @param correlation the application's id of the case, empty if none
 * @param salt random salt of the commitment, in hexadecimal; empty if there is none
 * @param input commitment: digest of salt and input
 * @param inputs values of the features that are kept by name; a missing value is left out
 * @param score the score; NaN if no model scored
 * @param low lower end of the score's interval; NaN if unknown
 * @param high upper end of the score's interval; NaN if unknown
 * @param referFrom least score that is referred
 * @param declineFrom least score that is declined
 * @param kind what became of the call
 * @param fallback name of the fallback that decided, empty if none did
 * @param outcome the decision
 * @param breaches what the checks found
 * @param drifted whether a drift alarm was in force
 * @param explanation how the outcome was explained, if it was
 * @param reasons the reasons given
 * @param policy version of the policy in force
 * @param permittedAt journal position of the view that permitted it
 * @param latencyMicros time from the call to the answer, in microseconds
 * @param noticeDueAt until when the applicant must be told, if a rule says so
 * @param retention retention class, empty if not said
 */
public record DecisionRecord(
        String id,
        Instant at,
        VersionId version,
        Digest manifest,
        Digest schema,
        String alias,
        String deployment,
        String caller,
        String purpose,
        String subject,
        String correlation,
        String salt,
        Optional<Digest> input,
        Map<String, Double> inputs,
        double score,
        double low,
        double high,
        double referFrom,
        double declineFrom,
        Kind kind,
        String fallback,
        Outcome outcome,
        List<Cause> breaches,
        boolean drifted,
        Optional<Explained> explanation,
        List<ReasonCode> reasons,
        String policy,
        long permittedAt,
        long latencyMicros,
        Optional<Instant> noticeDueAt,
        String retention) {
    /** What became of the call. */
    public enum Kind {
        /** The version decided. */
        SERVED,
        /** A fallback decided. */
        FELL_BACK,
        /** A person decides. */
        REFERRED,
        /** There was no decision. */
        REFUSED
    }

    /**
     * How an outcome was explained.
     *
     * @param method how the attribution was made, with its parameters
     * @param plan digest of the algorithm's version, parameters and coalitions
     * @param background digest of the rows compared with
     * @param seed seed that repeats it, 0 if nothing was drawn
     * @param modelRows how many rows the model scored for it
     * @param baseline mean score of those rows
     * @param residual how far the attribution is from adding up
     * @param standardError greatest standard error of a contribution, 0 if all are exact
     * @param values digest of the contributions' bits, in schema order
     */
    public record Explained(
            String method,
            Digest plan,
            Digest background,
            long seed,
            long modelRows,
            double baseline,
            double residual,
            double standardError,
            Digest values) {}

    /** Copies the collections. */
    public DecisionRecord {
        inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
        breaches = List.copyOf(breaches);
        reasons = List.copyOf(reasons);
    }
}
