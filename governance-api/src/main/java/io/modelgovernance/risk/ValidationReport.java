package io.modelgovernance.risk;

import io.modelgovernance.Digest;
import io.modelgovernance.Estimate;
import io.modelgovernance.policy.ConditionsOfUse;
import io.modelgovernance.policy.Verdict;
import io.modelgovernance.registry.VersionId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A validation of one version by somebody who did not develop it.
 *
 * @param id its id
 * @param version the version
 * @param manifest digest of the version's files
 * @param plan the plan's id; the journal proves that the plan is older
 * @param kind why it was made
 * @param results one result a planned test
 * @param data digests of the data that the results were computed on, by name
 * @param verdict failed if any failed, else not evidenced if any is, else passed
 * @param opinion what the validator makes of the results
 * @param comment the validator's words
 * @param conditions the conditions of use that an approval with conditions hangs on
 * @param validator who
 * @param validatedAt when
 * @param signature the validator's signature of all the rest, if he signed
 */
public record ValidationReport(
        String id,
        VersionId version,
        Digest manifest,
        String plan,
        ValidationKind kind,
        List<Result> results,
        Map<String, Digest> data,
        Verdict verdict,
        ValidationOpinion opinion,
        String comment,
        Optional<ConditionsOfUse> conditions,
        String validator,
        Instant validatedAt,
        Optional<Signature> signature) {
    /** Copies the collections. */
    public ValidationReport {
        results = List.copyOf(results);
        data = Collections.unmodifiableMap(new TreeMap<>(data));
    }

    /**
     * One test's result.
     *
     * @param test the planned test
     * @param measured what was measured
     * @param verdict the judgement of the interval, see {@link PlannedTest#judge}
     */
    public record Result(PlannedTest test, Estimate measured, Verdict verdict) {}

    /**
     * A signature that travels with the report.
     *
     * @param key the key that it is checked with, as a {@link io.modelgovernance.audit.VerifierKey} is written; whether it
     *     is the validator's own is for others to know
     * @param envelope the signed statement: an in-toto statement in a DSSE envelope, as JSON
     */
    public record Signature(String key, String envelope) {}

    /**
     * What it comes to.
     *
     * @return failed if the validator rejected the version, else the verdict
     */
    public Verdict standing() {
        return opinion == ValidationOpinion.REJECTED ? Verdict.FAILED : verdict;
    }

    /**
     * The same report with another signature.
     *
     * @param other the signature, or none
     * @return a copy
     */
    public ValidationReport signed(Optional<Signature> other) {
        return new ValidationReport(
                id,
                version,
                manifest,
                plan,
                kind,
                results,
                data,
                verdict,
                opinion,
                comment,
                conditions,
                validator,
                validatedAt,
                other);
    }
}
