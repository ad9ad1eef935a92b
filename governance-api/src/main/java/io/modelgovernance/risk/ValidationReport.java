package io.modelgovernance.risk;

import io.modelgovernance.Estimate;
import io.modelgovernance.policy.Verdict;
import io.modelgovernance.registry.VersionId;
import java.time.Instant;
import java.util.List;

/**
 * A validation of one version by somebody who did not develop it.
 *
 * @param id its id
 * @param version the version
 * @param plan the plan's id; the journal proves that the plan is older
 * @param kind why it was made
 * @param results one result a planned test
 * @param verdict failed if any failed, else not evidenced if any is, else passed
 * @param validator who
 * @param validatedAt when
 * @param comment the validator's words
 */
public record ValidationReport(
        String id,
        VersionId version,
        String plan,
        ValidationKind kind,
        List<Result> results,
        Verdict verdict,
        String validator,
        Instant validatedAt,
        String comment) {
    /** Copies the results. */
    public ValidationReport {
        results = List.copyOf(results);
    }

    /**
     * One test's result.
     *
     * @param test the planned test
     * @param measured what was measured
     * @param verdict the judgement of the interval, see {@link PlannedTest#judge}
     */
    public record Result(PlannedTest test, Estimate measured, Verdict verdict) {}
}
