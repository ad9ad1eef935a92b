package io.modelgovernance.explain;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import java.util.List;

/**
 * How differently two versions of a model explain the same rows.
 *
 * <p>Immutable and thread-safe.
 *
 * @param features one shift a feature: mean absolute difference of its contribution over the rows, in units of the score
 * @param share mean over the rows of the sum of all absolute differences, as a share of the sum of the first version's
 *     absolute contributions; what a promotion gate reads as {@code attribution-shift}
 * @param rankAgreement Spearman's correlation of the two versions' mean absolute contributions, in [-1, 1]
 */
public record AttributionShift(List<Importance> features, Estimate share, double rankAgreement) {
    /** Name under which a validation measures {@link #share()}, and a gate looks for it. */
    public static final String MEASURE = "attribution-shift";

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if there is no feature or the agreement is out of range
     */
    public AttributionShift {
        features = List.copyOf(features);
        if (features.isEmpty() || !(rankAgreement >= -1 && rankAgreement <= 1)) {
            throw InvalidInputException.of(
                    "attribution shift",
                    "has " + features.size() + " features and agreement " + rankAgreement,
                    "of at least one feature and an agreement in [-1, 1]");
        }
    }
}
