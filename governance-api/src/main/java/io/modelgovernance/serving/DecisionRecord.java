package io.modelgovernance.serving;

import io.modelgovernance.Digest;
import io.modelgovernance.explain.ReasonCode;
import io.modelgovernance.registry.VersionId;
import java.time.Instant;
import java.util.List;

/**
 * What is kept of a decision.
 *
 * <p>The input itself is not kept, only a salted commitment to it: whoever holds the input can show that this was the
 * one, and nobody can guess it from the record.
 *
 * @param id the decision
 * @param at when
 * @param version the version that decided
 * @param manifest digest of that version's files
 * @param alias the alias it was reached by
 * @param caller who asked
 * @param purpose what for
 * @param salt random salt of the commitment, in hexadecimal
 * @param input commitment: digest of salt and input
 * @param score the score
 * @param outcome the decision
 * @param reasons the reasons given
 * @param policy version of the policy in force
 * @param permittedAt journal position of the view that permitted it
 */
public record DecisionRecord(
        String id,
        Instant at,
        VersionId version,
        Digest manifest,
        String alias,
        String caller,
        String purpose,
        String salt,
        Digest input,
        double score,
        Outcome outcome,
        List<ReasonCode> reasons,
        String policy,
        long permittedAt) {
    /** Copies the reasons. */
    public DecisionRecord {
        reasons = List.copyOf(reasons);
    }
}
