package io.modelgovernance.core.uncertainty;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;

/**
 * The range that an input is varied within.
 *
 * @param feature the input's name
 * @param index its place in a row
 * @param low lower end, finite
 * @param high upper end, finite, above the lower
 */
public record InputRange(String feature, int index, double low, double high) {
    /**
     * Checks.
     *
     * @throws InvalidInputException if the range is empty or not finite, or the place negative
     */
    public InputRange {
        if (!(low < high && Double.isFinite(low) && Double.isFinite(high) && Double.isFinite(high - low))) {
            throw InvalidInputException.of(
                    "range of " + feature, "is " + low + " to " + high, "finite, the first below the second");
        }
        if (index < 0) {
            throw InvalidInputException.of("place of " + feature, "is " + index, "at least 0");
        }
    }

    /**
     * The range of a numeric feature.
     *
     * @param schema the model's input
     * @param feature name of a numeric feature
     * @param low lower end, finite
     * @param high upper end, finite, above the lower
     * @return the range
     * @throws InvalidInputException if there is no such numeric feature, or the range is empty or not finite
     */
    public static InputRange of(FeatureSchema schema, String feature, double low, double high) {
        int index = schema.indexOf(feature);
        if (schema.features().get(index).type() != Feature.Type.NUMERIC) {
            throw InvalidInputException.of("feature " + feature, "is of categories", "numeric, to have a range");
        }
        return new InputRange(feature, index, low, high);
    }

    double at(double part) {
        return low + part * (high - low);
    }
}
