package io.modelgovernance.core.explain;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.Arrays;

/**
 * A glass box: the scorecard of credit lending, whose score is a sum of points, one for the class that each input falls in.
 *
 * <p>Numbers have classes by bounds, categories points of their own, missing values too. The points a row gets less those
 * that the background gets on average are its Shapley values, exactly, for features never act together. Immutable and
 * thread-safe.
 */
public final class PointsScorecard implements Scorer {
    private final FeatureSchema schema;
    private final double base;
    private final double[][] bounds;
    private final double[][] points;
    private final double[] missing;

    private PointsScorecard(Builder builder) {
        this.schema = builder.schema;
        this.base = builder.base;
        this.bounds = builder.bounds.clone();
        this.points = builder.points.clone();
        this.missing = builder.missing.clone();
    }

    /**
     * Begins a card.
     *
     * @param schema what the features are; one without points counts for nothing
     * @param base points of every row; finite
     * @return a builder
     * @throws InvalidInputException if the base is not finite
     */
    public static Builder builder(FeatureSchema schema, double base) {
        return new Builder(schema, base);
    }

    /**
     * The points of one input.
     *
     * @param feature its place in the schema
     * @param value its value, NaN if missing
     * @return its points; NaN for a missing value without points and for an unknown category
     */
    public double points(int feature, double value) {
        double[] own = points[feature];
        if (Double.isNaN(value)) {
            return own.length == 0 && Double.isNaN(missing[feature]) ? 0 : missing[feature];
        }
        if (own.length == 0) {
            return 0;
        }
        double[] edges = bounds[feature];
        if (schema.features().get(feature).type() == Feature.Type.CATEGORICAL) {
            int category = (int) value;
            boolean known = category == value && category >= 0 && category < own.length;
            return known ? own[category] : Double.NaN;
        }
        int at = 0;
        while (at < edges.length && value >= edges[at]) {
            at++;
        }
        return own[at];
    }

    @Override
    public void score(double[] rows, int n, double[] out) {
        int width = schema.size();
        for (int i = 0; i < n; i++) {
            double sum = base;
            for (int f = 0; f < width; f++) {
                sum += points(f, rows[i * width + f]);
            }
            out[i] = sum;
        }
    }

    /**
     * An explainer that compares with these rows.
     *
     * @param background at least one row of the card's schema; copied
     * @return an immutable, thread-safe explainer, exact for this card; for another scorer the residual tells
     * @throws InvalidInputException if there is no row, the schema is another, or a row gets no points
     */
    public Explainer over(Rows background) {
        if (!background.schema().names().equals(schema.names())) {
            throw InvalidInputException.of(
                    "background", "is of features " + background.schema().names(), "of " + schema.names());
        }
        Background rows = Background.of(background);
        double[] means = new double[schema.size()];
        double baseline = base;
        for (int f = 0; f < means.length; f++) {
            for (int i = 0; i < rows.count(); i++) {
                means[f] += finite(f, rows.get(i, f)) / rows.count();
            }
            baseline += means[f];
        }
        return new Points(rows, means, baseline, plan());
    }

    private Digest plan() {
        Plan plan = Plan.of("points of a scorecard").with(base).with(missing);
        for (int f = 0; f < bounds.length; f++) {
            plan.with(bounds[f]).with(points[f]);
        }
        return plan.digest();
    }

    private double finite(int feature, double value) {
        double found = points(feature, value);
        if (!Double.isFinite(found)) {
            throw InvalidInputException.of(
                    "feature " + schema.names().get(feature),
                    "has a value without points",
                    "one that the scorecard has points for, missing values included");
        }
        return found;
    }

    private final class Points implements Explainer {
        private final Background background;
        private final double[] means;
        private final double baseline;
        private final Digest plan;

        Points(Background background, double[] means, double baseline, Digest plan) {
            this.background = background;
            this.means = means;
            this.baseline = baseline;
            this.plan = plan;
        }

        @Override
        public String method() {
            return "points of a scorecard";
        }

        @Override
        public Attribution explain(Scorer scorer, double[] row) {
            double[] checked = background.checked(row);
            double[] values = new double[checked.length];
            for (int f = 0; f < values.length; f++) {
                values[f] = finite(f, checked[f]) - means[f];
            }
            return Attribution.of(
                            method(),
                            baseline,
                            background.names(),
                            values,
                            new double[values.length],
                            Background.score(scorer, checked),
                            1,
                            0,
                            background.digest())
                    .withPlan(plan);
        }
    }

    /** Takes a card's points; not thread-safe. */
    public static final class Builder {
        private final FeatureSchema schema;
        private final double base;
        private final double[][] bounds;
        private final double[][] points;
        private final double[] missing;

        private Builder(FeatureSchema schema, double base) {
            if (!Double.isFinite(base)) {
                throw InvalidInputException.of("base of scorecard", "is " + base, "finite");
            }
            this.schema = schema;
            this.base = base;
            this.bounds = new double[schema.size()][0];
            this.points = new double[schema.size()][0];
            this.missing = new double[schema.size()];
            Arrays.fill(missing, Double.NaN);
        }

        /**
         * Classes of a number.
         *
         * @param feature its name
         * @param edges where the next class begins, ascending and finite; a value equal to an edge is in the class above
         * @param ofClasses points of each class, one more than there are edges; finite
         * @return this
         * @throws InvalidInputException if the feature is unknown or no number, or the points do not fit the edges
         */
        public Builder number(String feature, double[] edges, double... ofClasses) {
            int at = schema.indexOf(feature);
            for (int i = 1; i < edges.length; i++) {
                if (!(edges[i - 1] < edges[i])) {
                    throw InvalidInputException.of("edges of " + feature, "do not ascend", "strictly ascending");
                }
            }
            boolean number = schema.features().get(at).type() == Feature.Type.NUMERIC;
            if (!number
                    || ofClasses.length != edges.length + 1
                    || !Arrays.stream(edges).allMatch(Double::isFinite)) {
                throw misfit(feature, ofClasses.length, edges.length + 1);
            }
            bounds[at] = edges.clone();
            points[at] = finite(feature, ofClasses);
            return this;
        }

        /**
         * Points of categories.
         *
         * @param feature its name
         * @param ofCategories one a category, in the feature's order; finite
         * @return this
         * @throws InvalidInputException if the feature is unknown or no category, or there is not one a category
         */
        public Builder category(String feature, double... ofCategories) {
            int at = schema.indexOf(feature);
            int categories = schema.features().get(at).categories().size();
            if (categories == 0 || ofCategories.length != categories) {
                throw misfit(feature, ofCategories.length, categories);
            }
            points[at] = finite(feature, ofCategories);
            return this;
        }

        /**
         * Points of a missing value; without them a row that lacks it has no score.
         *
         * @param feature its name
         * @param ofMissing the points; finite
         * @return this
         * @throws InvalidInputException if the feature is unknown or the points are not finite
         */
        public Builder missing(String feature, double ofMissing) {
            missing[schema.indexOf(feature)] = finite(feature, ofMissing)[0];
            return this;
        }

        /**
         * The card.
         *
         * @return an immutable card
         */
        public PointsScorecard build() {
            return new PointsScorecard(this);
        }

        private static double[] finite(String feature, double... numbers) {
            if (!Arrays.stream(numbers).allMatch(Double::isFinite)) {
                throw InvalidInputException.of("points of " + feature, "are not finite", "finite");
            }
            return numbers.clone();
        }

        private static InvalidInputException misfit(String feature, int points, int classes) {
            return InvalidInputException.of(
                    "points of " + feature, "number " + points, classes + ", one a class of a feature of its type");
        }
    }
}
