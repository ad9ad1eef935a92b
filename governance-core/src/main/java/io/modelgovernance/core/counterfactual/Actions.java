package io.modelgovernance.core.counterfactual;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.UnaryOperator;

/**
 * What a person can change, how far, and at what cost.
 *
 * <p>Made from background rows: a number may move within the range seen there and costs its distance in median absolute
 * deviations (Wachter, Mittelstadt and Russell 2018), in whole steps if only whole numbers were seen; a category may become
 * any other seen and costs 1; each feature changed costs 1 more, so that few changes win. Protected attributes never change,
 * missing values only where they are {@linkplain #statable statable}. Everything but the first can be set otherwise. Immutable
 * and thread-safe.
 */
public final class Actions {
    private static final int MOST_CHANGES = 8;

    private final FeatureSchema schema;
    private final Rows background;
    private final Action[] actions;
    private final int mostChanges;
    private final double leastPlausibility;

    private Actions(
            FeatureSchema schema, Rows background, Action[] actions, int mostChanges, double leastPlausibility) {
        this.schema = schema;
        this.background = background;
        this.actions = actions;
        this.mostChanges = mostChanges;
        this.leastPlausibility = leastPlausibility;
    }

    /**
     * What the rows suggest; at most 4 features changed.
     *
     * @param background rows like those the model meets, at least two; kept, not copied
     * @return the actions
     * @throws InvalidInputException if there are fewer than two rows
     */
    public static Actions of(Rows background) {
        if (background.count() < 2) {
            throw InvalidInputException.of("background", "has " + background.count() + " rows", "at least two");
        }
        FeatureSchema schema = background.schema();
        Action[] actions = new Action[schema.size()];
        Arrays.setAll(actions, f -> Action.of(schema.features().get(f), background.column(f)));
        return new Actions(schema, background, actions, 4, 0);
    }

    /**
     * Features that cannot be changed.
     *
     * @param features their names
     * @return changed actions
     * @throws InvalidInputException if one is unknown
     */
    public Actions fixed(String... features) {
        Actions result = this;
        for (String feature : features) {
            result = result.with(feature, action -> action.fixed());
        }
        return result;
    }

    /**
     * A number that can only rise, such as years in a job.
     *
     * @param feature its name
     * @return changed actions
     * @throws InvalidInputException if it is unknown or categorical
     */
    public Actions onlyRises(String feature) {
        return with(feature, action -> action.numeric().direction(1));
    }

    /**
     * A number that can only fall.
     *
     * @param feature its name
     * @return changed actions
     * @throws InvalidInputException if it is unknown or categorical
     */
    public Actions onlyFalls(String feature) {
        return with(feature, action -> action.numeric().direction(-1));
    }

    /**
     * A number that can move within a range.
     *
     * @param feature its name
     * @param least least value; finite
     * @param most greatest value, not below the least; finite
     * @return changed actions
     * @throws InvalidInputException if it is unknown or categorical, or the range is empty or outside the schema's
     */
    public Actions within(String feature, double least, double most) {
        Feature meant = schema.features().get(schema.indexOf(feature));
        if (!(least <= most && meant.min() <= least && most <= meant.max())
                || Double.isInfinite(least)
                || Double.isInfinite(most)) {
            throw InvalidInputException.of(
                    "range of action on " + feature,
                    "is [" + least + ", " + most + "]",
                    "finite and within [" + meant.min() + ", " + meant.max() + "]");
        }
        return with(feature, action -> action.numeric().within(least, most));
    }

    /**
     * A number that moves in steps.
     *
     * @param feature its name
     * @param step values reached are multiples of it; 0 for any value; finite, at least 0
     * @return changed actions
     * @throws InvalidInputException if it is unknown or categorical, or the step is out of range
     */
    public Actions inSteps(String feature, double step) {
        if (!(step >= 0) || Double.isInfinite(step)) {
            throw InvalidInputException.of("step of action on " + feature, "is " + step, "finite, at least 0");
        }
        return with(feature, action -> action.numeric().step(step));
    }

    /**
     * A category that can become one of these.
     *
     * @param feature its name
     * @param categories names of the categories that can be reached
     * @return changed actions
     * @throws InvalidInputException if it is unknown or numeric, or a category is unknown
     */
    public Actions becomes(String feature, String... categories) {
        Feature meant = schema.features().get(schema.indexOf(feature));
        BitSet reachable = new BitSet();
        for (String category : categories) {
            int index = meant.categories().indexOf(category);
            if (index < 0) {
                throw InvalidInputException.of(
                        "category " + category + " of feature " + feature,
                        "is unknown",
                        "one of " + meant.categories());
            }
            reachable.set(index);
        }
        return with(feature, action -> action.reaching(reachable));
    }

    /**
     * Features that a person who left them blank can state: a missing value may become any within the range, whichever way
     * it may move later. It costs its distance from the median of the background, or from the commonest category.
     *
     * @param features their names
     * @return changed actions
     * @throws InvalidInputException if one is unknown
     */
    public Actions statable(String... features) {
        Actions result = this;
        for (String feature : features) {
            result = result.with(feature, Action::stated);
        }
        return result;
    }

    /**
     * A feature that is harder or easier to change than others.
     *
     * @param feature its name
     * @param weight factor on the cost of its distance; finite, greater than 0
     * @return changed actions
     * @throws InvalidInputException if it is unknown or the weight is out of range
     */
    public Actions weighing(String feature, double weight) {
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw InvalidInputException.of("weight of action on " + feature, "is " + weight, "finite, greater than 0");
        }
        return with(feature, action -> action.weight(weight));
    }

    /**
     * How many features may change at once.
     *
     * @param most 1 to 8
     * @return changed actions
     * @throws InvalidInputException if out of range
     */
    public Actions withMostChanges(int most) {
        if (most < 1 || most > MOST_CHANGES) {
            throw InvalidInputException.of("most changes", "are " + most, "1 to " + MOST_CHANGES);
        }
        return new Actions(schema, background, actions, most, leastPlausibility);
    }

    /**
     * Leaves out rows unlike those seen.
     *
     * @param share least {@link io.modelgovernance.explain.Counterfactual#plausibility()}, in [0, 1]
     * @return changed actions
     * @throws InvalidInputException if out of range
     */
    public Actions withLeastPlausibility(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw InvalidInputException.of("least plausibility", "is " + share, "in [0, 1]");
        }
        return new Actions(schema, background, actions, mostChanges, share);
    }

    FeatureSchema schema() {
        return schema;
    }

    Rows background() {
        return background;
    }

    Action action(int feature) {
        return actions[feature];
    }

    int mostChanges() {
        return mostChanges;
    }

    double leastPlausibility() {
        return leastPlausibility;
    }

    double[] checked(double[] row) {
        if (row.length != schema.size()) {
            throw InvalidInputException.of(
                    "row", "has " + row.length + " values", schema.size() + " values: " + schema.names());
        }
        return row.clone();
    }

    private Actions with(String feature, UnaryOperator<Action> change) {
        Action[] copy = actions.clone();
        int index = schema.indexOf(feature);
        copy[index] = change.apply(copy[index]);
        return new Actions(schema, background, copy, mostChanges, leastPlausibility);
    }
}
