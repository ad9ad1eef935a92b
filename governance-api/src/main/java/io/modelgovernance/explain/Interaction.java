package io.modelgovernance.explain;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import java.util.List;

/**
 * How much of a model's score comes from features acting together and cannot be had from each alone.
 *
 * <p>Describes the rows it was computed on; on few rows it leans upwards. Immutable and thread-safe.
 *
 * @param method how it was made, with its parameters
 * @param features two names for a pair; one for a feature with all the others
 * @param strength Friedman and Popescu's H squared: share of the variance of the joint effect that is interaction; at
 *     least 0; 0 if there is no joint effect at all. Above 1 when effects of the features cancel each other
 * @param rows how many rows it rests on
 * @param modelRows how many rows the model scored for it
 * @param background fingerprint of the rows it describes
 */
public record Interaction(
        String method, List<String> features, double strength, int rows, long modelRows, Digest background) {
    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if there are not one or two features, or the strength is negative or not finite
     */
    public Interaction {
        features = List.copyOf(features);
        Explanations.finite("strength of interaction", strength);
        Explanations.counted("model rows of interaction", modelRows);
        if (features.isEmpty() || features.size() > 2 || strength < 0) {
            throw InvalidInputException.of(
                    "interaction",
                    "is of " + features.size() + " features with strength " + strength,
                    "of one or two features with a strength of at least 0");
        }
    }
}
