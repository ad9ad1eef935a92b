package io.modelgovernance.core.multivariate;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Moments;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where rows lie: every feature made into coordinates of a like size, frozen with the reference, so that two windows a
 * year apart lie in one space.
 *
 * <p>A number is its distance from the reference's mean in the reference's standard deviations, cut at 8 of them, so that
 * one outlier is not the distance of a whole window. A category is a coordinate of its own: two categories are as far
 * apart as two values of a number are on average. A missing value lies at the middle, and 1 along a coordinate of its own.
 * Immutable and thread-safe.
 */
public final class RowSpace {
    private static final double FURTHEST = 8;
    private static final double CATEGORY = 1;

    private final FeatureSchema schema;
    private final double[] mean;
    private final double[] deviation;
    private final int[] first;
    private final int width;

    private RowSpace(FeatureSchema schema, double[] mean, double[] deviation) {
        this.schema = schema;
        this.mean = mean;
        this.deviation = deviation;
        this.first = new int[schema.size()];
        int at = 0;
        for (int i = 0; i < first.length; i++) {
            first[i] = at;
            Feature feature = schema.features().get(i);
            at += feature.type() == Feature.Type.NUMERIC
                    ? 2
                    : feature.categories().size() + 2;
        }
        this.width = at;
    }

    /**
     * Freezes a space.
     *
     * @param reference rows it is measured by, at least two
     * @return the space
     * @throws InvalidInputException if there are fewer, or a value is infinite or beyond 1e150
     */
    public static RowSpace of(Rows reference) {
        if (reference.count() < 2) {
            throw InvalidInputException.of("reference", "has " + reference.count() + " rows", "at least 2 rows");
        }
        int features = reference.schema().size();
        double[] mean = new double[features];
        double[] deviation = new double[features];
        for (int i = 0; i < features; i++) {
            double[] present = Arrays.stream(reference.column(i))
                    .filter(value -> !Double.isNaN(value))
                    .toArray();
            requireFinite(reference.schema().features().get(i), present);
            Moments moments = Moments.of(present);
            mean[i] = moments.mean();
            deviation[i] = present.length > 1 ? moments.standardDeviation() : 0;
        }
        return new RowSpace(reference.schema(), mean, deviation);
    }

    /**
     * The features.
     *
     * @return the reference's schema
     */
    public FeatureSchema schema() {
        return schema;
    }

    /**
     * Number of coordinates.
     *
     * @return at least 2: of a number its place and whether it is missing; of a category one for each, one for unknown ones
     *     and one for missing ones
     */
    public int width() {
        return width;
    }

    /**
     * The feature that a coordinate is of.
     *
     * @param coordinate 0 to below {@link #width()}
     * @return its index in the schema
     */
    public int feature(int coordinate) {
        int feature = first.length - 1;
        while (first[feature] > coordinate) {
            feature--;
        }
        return feature;
    }

    /**
     * Places rows.
     *
     * @param rows of the same schema
     * @return row-major coordinates, a new array
     * @throws InvalidInputException if the schema is another or a value is infinite
     */
    public double[] place(Rows rows) {
        if (!rows.schema().equals(schema)) {
            throw InvalidInputException.of("schema of the rows", "is another", "that of the reference");
        }
        double[] placed = new double[rows.count() * width];
        for (int row = 0; row < rows.count(); row++) {
            for (int i = 0; i < first.length; i++) {
                place(schema.features().get(i), rows.get(row, i), i, placed, row * width + first[i]);
            }
        }
        return placed;
    }

    private void place(Feature feature, double value, int i, double[] placed, int at) {
        if (Double.isInfinite(value)) {
            throw InvalidInputException.of("feature " + feature.name(), "is infinite", "finite or missing");
        }
        boolean missing = Double.isNaN(value);
        if (feature.type() == Feature.Type.NUMERIC) {
            double scale = deviation[i] > 0 ? deviation[i] : Math.max(1, Math.abs(mean[i]));
            double away = missing ? 0 : (value - mean[i]) / scale;
            placed[at] = Math.max(-FURTHEST, Math.min(FURTHEST, away)) + 0.0;
            placed[at + 1] = missing ? CATEGORY : 0;
            return;
        }
        int known = feature.categories().size();
        boolean seen = value >= 0 && value < known && value == Math.rint(value);
        placed[at + (missing ? known + 1 : seen ? (int) value : known)] = CATEGORY;
    }

    /**
     * Vectors that have no features of their own, such as embeddings, as rows.
     *
     * @param vectors row-major; kept, not copied
     * @param length length of a vector, at least 1
     * @return rows of features {@code v0}, {@code v1} and so on, which may be missing
     * @throws InvalidInputException if the length does not fit
     */
    public static Rows vectors(double[] vectors, int length) {
        if (length < 1) {
            throw InvalidInputException.of("length of a vector", "is " + length, "at least 1");
        }
        List<Feature> features = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            features.add(Feature.numeric("v" + i).orMissing());
        }
        return Rows.of(new FeatureSchema(features), vectors);
    }

    private static void requireFinite(Feature feature, double[] values) {
        for (double value : values) {
            if (Double.isInfinite(value)) {
                throw InvalidInputException.of("feature " + feature.name(), "is infinite", "finite or missing");
            }
        }
    }
}
