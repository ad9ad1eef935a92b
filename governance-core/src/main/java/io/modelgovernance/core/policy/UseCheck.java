package io.modelgovernance.core.policy;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.policy.Boundary;
import io.modelgovernance.policy.ConditionsOfUse;
import java.time.Instant;
import java.util.List;

/**
 * Conditions of use made ready for the rows of one schema: a few comparisons a call, no allocation.
 *
 * <p>Immutable and thread-safe.
 */
public final class UseCheck {
    private final List<Boundary> boundaries;
    private final int[] columns;
    private final boolean[][] categories;
    private final Instant end;

    private UseCheck(ConditionsOfUse conditions, FeatureSchema schema) {
        this.boundaries = conditions.boundaries();
        this.columns = new int[boundaries.size()];
        this.categories = new boolean[boundaries.size()][];
        this.end = conditions.until().orElse(Instant.MAX);
        for (int i = 0; i < columns.length; i++) {
            columns[i] = schema.indexOf(boundaries.get(i).feature());
            categories[i] = inside(boundaries.get(i), schema.features().get(columns[i]));
        }
    }

    /**
     * Makes conditions ready.
     *
     * @param conditions the conditions
     * @param schema the inputs they bound
     * @return the check
     * @throws InvalidInputException if a boundary does not fit the schema
     */
    public static UseCheck of(ConditionsOfUse conditions, FeatureSchema schema) {
        conditions.requireFits(schema);
        return new UseCheck(conditions, schema);
    }

    private static boolean[] inside(Boundary boundary, Feature feature) {
        boolean[] inside =
                new boolean[boundary.ofCategories() ? feature.categories().size() : 0];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = boundary.holds(feature.categories().get(i));
        }
        return inside;
    }

    /**
     * The first boundary that a row breaks.
     *
     * @param row values in schema order; NaN is missing; not modified
     * @return its index, or -1 if every boundary holds
     */
    public int breach(double[] row) {
        for (int i = 0; i < columns.length; i++) {
            if (!holds(i, row[columns[i]])) {
                return i;
            }
        }
        return -1;
    }

    private boolean holds(int i, double value) {
        boolean[] inside = categories[i];
        if (inside.length == 0 || Double.isNaN(value)) {
            return boundaries.get(i).holds(value);
        }
        int category = (int) value;
        return category == value && category >= 0 && category < inside.length && inside[category];
    }

    /**
     * Whether the version may be used at a moment at all.
     *
     * @param moment the moment
     * @return false from the end of the approval on
     */
    public boolean inForce(Instant moment) {
        return moment.isBefore(end);
    }

    /**
     * A boundary by its index.
     *
     * @param index what {@link #breach} returned, at least 0
     * @return the boundary
     */
    public Boundary boundary(int index) {
        return boundaries.get(index);
    }

    /**
     * How many conditions there are.
     *
     * @return at least 0
     */
    public int size() {
        return columns.length;
    }

    /**
     * The column that a condition is about.
     *
     * @param index the condition
     * @return its column
     */
    public int column(int index) {
        return columns[index];
    }

    /**
     * The categories that a condition allows.
     *
     * @param index the condition
     * @return for each category of the feature whether it is inside; empty for a range; a copy
     */
    public boolean[] categories(int index) {
        return categories[index].clone();
    }
}
