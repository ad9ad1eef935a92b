package io.modelgovernance.core.quality;

import io.modelgovernance.InvalidInputException;

/**
 * What was agreed about one feature.
 *
 * @param feature its name
 * @param mostMissing greatest share of missing values, 0 to 1
 * @param mostOutside greatest share of values below the least or above the greatest of the reference, or, of a category, of
 *     values that the schema does not know, 0 to 1
 * @param mostInfinite greatest share of infinite values, 0 to 1; mostly 0
 */
public record FeatureRule(String feature, double mostMissing, double mostOutside, double mostInfinite) {
    /**
     * Checks.
     *
     * @throws InvalidInputException if a share is out of range
     */
    public FeatureRule {
        for (double share : new double[] {mostMissing, mostOutside, mostInfinite}) {
            if (!(share >= 0 && share <= 1)) {
                throw InvalidInputException.of("share of " + feature, "is " + share, "0 to 1");
            }
        }
    }
}
