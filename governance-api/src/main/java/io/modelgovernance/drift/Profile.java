package io.modelgovernance.drift;

import io.modelgovernance.model.FeatureSchema;
import java.util.List;

/**
 * A frozen reference: what the rows looked like that a model was validated on.
 *
 * <p>A plain value: equal rows give equal profiles. Immutable.
 *
 * @param form version of this form, such as {@code profile/1}
 * @param schema the features
 * @param rows number of rows
 * @param features one profile a feature, in schema order
 */
public record Profile(String form, FeatureSchema schema, long rows, List<FeatureProfile> features) {
    /** Copies the list. */
    public Profile {
        features = List.copyOf(features);
    }
}
