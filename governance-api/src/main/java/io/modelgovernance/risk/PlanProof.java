package io.modelgovernance.risk;

/**
 * Where a validation's plan and its results stand in the journal; the order there is the order in which they were made.
 *
 * @param plan the plan's id
 * @param plannedAt journal position at which the tests and thresholds were fixed
 * @param reportedAt journal position at which the results were recorded
 */
public record PlanProof(String plan, long plannedAt, long reportedAt) {
    /**
     * Whether the thresholds are older than the results.
     *
     * @return true if they are
     */
    public boolean plannedFirst() {
        return plannedAt < reportedAt;
    }
}
