package io.modelgovernance.review;

import io.modelgovernance.serving.DecisionRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a reviewer gets to see of a claimed case.
 *
 * @param decision the case
 * @param subject pseudonym of whom it is about
 * @param correlation the application's own id of the case
 * @param inputs the feature values that are kept
 * @param record the model's decision; empty if the plan hides it, unless the case is disputed
 * @param earlier the answers before, only if the case is disputed
 * @param until the claim ends then
 */
public record ReviewTask(
        String decision,
        String subject,
        String correlation,
        Map<String, Double> inputs,
        Optional<DecisionRecord> record,
        List<ReviewAnswer> earlier,
        Instant until) {
    /** Copies. */
    public ReviewTask {
        inputs = Map.copyOf(inputs);
        earlier = List.copyOf(earlier);
    }
}
