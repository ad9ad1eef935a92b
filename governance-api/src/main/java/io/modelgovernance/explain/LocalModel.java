package io.modelgovernance.explain;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import java.util.List;

/**
 * A straight-line model of a score in the neighbourhood of one row, with the statement of how well it fits there.
 *
 * <p>Not an additive attribution: its slopes say how the score follows a small change, not how it came about. Immutable
 * and thread-safe.
 *
 * @param method how it was made, with its parameters
 * @param features the features' names in schema order; at least one
 * @param slopes one a feature: for a number the change of the score per unit of the feature; for a category the change
 *     of the score from any other category to the row's own; 0 for a feature that could not be varied; finite
 * @param standardErrors one a slope, from the drawing of neighbours; at least 0
 * @param prediction score of the row; finite
 * @param fitted what the straight-line model says of the row; finite
 * @param fidelity share of the weighted variance of the neighbours' scores that the slopes explain, at most 1; 1 if the
 *     scores do not vary
 * @param modelRows how many rows the model scored for it
 * @param seed seed that repeats it
 * @param background fingerprint of the rows that gave the scales
 * @param plan fingerprint of the version of the algorithm and its parameters
 */
public record LocalModel(
        String method,
        List<String> features,
        List<Double> slopes,
        List<Double> standardErrors,
        double prediction,
        double fitted,
        double fidelity,
        long modelRows,
        long seed,
        Digest background,
        Digest plan) {
    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if a number is not finite, a standard error is negative, the fidelity is above 1, or
     *     the lists differ in length
     */
    public LocalModel {
        features = List.copyOf(features);
        slopes = Explanations.finite("slope of local model", slopes);
        standardErrors = Explanations.finite("standard error of local model", standardErrors);
        Explanations.sameSize("slopes of local model", slopes.size(), features.size());
        Explanations.sameSize("standard errors of local model", standardErrors.size(), features.size());
        Explanations.finite("prediction of local model", prediction);
        Explanations.finite("fitted value of local model", fitted);
        Explanations.finite("fidelity of local model", fidelity);
        Explanations.counted("model rows of local model", modelRows);
        if (features.isEmpty() || fidelity > 1) {
            throw InvalidInputException.of(
                    "local model",
                    "has " + features.size() + " features and fidelity " + fidelity,
                    "of at least one feature and a fidelity of at most 1");
        }
        if (standardErrors.stream().anyMatch(error -> error < 0)) {
            throw InvalidInputException.of("standard error of local model", "is negative", "at least 0");
        }
    }

    /**
     * The slope of one feature.
     *
     * @param feature its name
     * @return its slope
     * @throws InvalidInputException if there is no such feature
     */
    public double slope(String feature) {
        int index = features.indexOf(feature);
        if (index < 0) {
            throw InvalidInputException.of("feature " + feature, "is unknown", "one of " + features);
        }
        return slopes.get(index);
    }
}
