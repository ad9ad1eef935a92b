package io.modelgovernance.explain;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import java.util.List;

/**
 * How much each feature moved one prediction away from the baseline.
 *
 * <p>Carries its own check: {@code residual} is what the values fail to explain, zero up to rounding for a method that
 * is locally exact.
 *
 * @param method the method with its parameters
 * @param features the features' names in schema order
 * @param values one value a feature: its share of {@code prediction - baseline}
 * @param standardErrors standard error of each value, 0 where it is exact
 * @param baseline mean prediction over the background
 * @param prediction the prediction explained
 * @param residual {@code prediction - baseline - sum of values}
 * @param modelRows rows the model scored for it
 * @param seed seed of the sampling, 0 if nothing was sampled
 * @param background digest of the background rows
 */
public record Attribution(
        String method,
        List<String> features,
        List<Double> values,
        List<Double> standardErrors,
        double baseline,
        double prediction,
        double residual,
        long modelRows,
        long seed,
        Digest background) {
    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if the lists differ in length
     */
    public Attribution {
        features = List.copyOf(features);
        values = List.copyOf(values);
        standardErrors = List.copyOf(standardErrors);
        if (features.size() != values.size() || values.size() != standardErrors.size()) {
            throw InvalidInputException.of("attribution", "has lists of different length", "one value a feature");
        }
    }
}
