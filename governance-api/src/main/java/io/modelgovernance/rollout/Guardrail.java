package io.modelgovernance.rollout;

import io.modelgovernance.Names;

/**
 * A bound on harm: as soon as something bad is shown to happen too often, the roll-out is rolled back.
 *
 * @param metric name of the thing that happens or not, such as {@code default} or {@code complaint}
 * @param tolerance the challenger's share may exceed the champion's by so much; above -1 and below 1
 * @param alpha greatest chance of rolling back if it does not, however often one looks; between 0 and 1
 */
public record Guardrail(String metric, double tolerance, double alpha) {
    /**
     * Checks.
     *
     * @throws io.modelgovernance.InvalidInputException if a value is out of range
     */
    public Guardrail {
        Names.require("metric", metric);
        Goal.require(tolerance, alpha);
    }
}
