package io.modelgovernance.policy;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The conditions under which a version may be used, in a form that a machine checks at every call.
 *
 * <p>Every boundary must hold. Immutable.
 *
 * @param boundaries the operating boundaries, perhaps none
 * @param until the first moment at which the version may no longer be used; empty for no end
 * @param onBreach what becomes of a call outside the boundaries
 * @param reason why the use is limited, in a sentence
 */
public record ConditionsOfUse(List<Boundary> boundaries, Optional<Instant> until, OnBreach onBreach, String reason) {
    /** What becomes of a call that breaks a condition. */
    public enum OnBreach {
        /** The version decides as usual; the breach is counted against it. */
        COUNT,
        /** A person decides. */
        REFER,
        /** There is no decision. */
        REFUSE
    }

    /** Copies. */
    public ConditionsOfUse {
        boundaries = List.copyOf(boundaries);
    }

    /**
     * Boundaries outside which a person decides, without end.
     *
     * @param boundaries the boundaries
     * @return the conditions
     */
    public static ConditionsOfUse within(Boundary... boundaries) {
        return new ConditionsOfUse(List.of(boundaries), Optional.empty(), OnBreach.REFER, "");
    }

    /**
     * The same conditions with an end.
     *
     * @param end the first moment of no use
     * @return a copy
     */
    public ConditionsOfUse until(Instant end) {
        return new ConditionsOfUse(boundaries, Optional.of(end), onBreach, reason);
    }

    /**
     * The same conditions with another response.
     *
     * @param response what becomes of a call outside
     * @return a copy
     */
    public ConditionsOfUse orElse(OnBreach response) {
        return new ConditionsOfUse(boundaries, until, response, reason);
    }

    /**
     * The same conditions with their reason.
     *
     * @param why a sentence
     * @return a copy
     */
    public ConditionsOfUse because(String why) {
        return new ConditionsOfUse(boundaries, until, onBreach, why);
    }

    /**
     * Checks that every boundary fits the inputs of a model.
     *
     * @param schema the model's inputs
     * @throws InvalidInputException if a boundary names an unknown input or category, or bounds a number as a category
     *     or the other way round
     */
    public void requireFits(FeatureSchema schema) {
        for (Boundary boundary : boundaries) {
            Feature feature = schema.features().get(schema.indexOf(boundary.feature()));
            if (boundary.ofCategories() != (feature.type() == Feature.Type.CATEGORICAL)) {
                throw InvalidInputException.of(
                        "boundary " + boundary,
                        boundary.ofCategories() ? "bounds categories" : "bounds numbers",
                        "of the input's type, " + feature.type());
            }
            requireKnown(boundary, feature);
        }
    }

    private static void requireKnown(Boundary boundary, Feature feature) {
        for (var named : List.of(boundary.allowed(), boundary.excluded())) {
            for (String category : named) {
                if (!feature.categories().contains(category)) {
                    throw InvalidInputException.of(
                            "boundary " + boundary,
                            "names the unknown category " + category,
                            "of " + feature.categories());
                }
            }
        }
    }
}
