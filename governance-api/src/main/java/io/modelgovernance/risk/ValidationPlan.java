package io.modelgovernance.risk;

import java.time.Instant;
import java.util.List;

/**
 * The tests and thresholds that a model's validations are judged by.
 *
 * @param id its id
 * @param model the model
 * @param tests the tests, at least one
 * @param plannedBy who fixed them
 * @param plannedAt when
 */
public record ValidationPlan(String id, String model, List<PlannedTest> tests, String plannedBy, Instant plannedAt) {
    /** Copies the tests. */
    public ValidationPlan {
        tests = List.copyOf(tests);
    }
}
