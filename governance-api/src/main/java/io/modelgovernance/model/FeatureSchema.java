package io.modelgovernance.model;

import io.modelgovernance.InvalidInputException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The inputs of a model, in the order in which it takes them.
 *
 * @param features the features in order, at least one, names distinct
 */
public record FeatureSchema(List<Feature> features) {
    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if empty or if a name repeats
     */
    public FeatureSchema {
        features = List.copyOf(features);
        if (features.isEmpty()) {
            throw InvalidInputException.of("feature schema", "is empty", "at least one feature");
        }
        Set<String> seen = new HashSet<>();
        for (Feature feature : features) {
            if (!seen.add(feature.name())) {
                throw InvalidInputException.of("feature " + feature.name(), "is named twice", "named once");
            }
        }
    }

    /**
     * A schema of these features.
     *
     * @param features the features in order
     * @return the schema
     */
    public static FeatureSchema of(Feature... features) {
        return new FeatureSchema(List.of(features));
    }

    /**
     * Number of features.
     *
     * @return the width of a row
     */
    public int size() {
        return features.size();
    }

    /**
     * The place of a feature.
     *
     * @param name its name
     * @return its index
     * @throws InvalidInputException if there is no such feature
     */
    public int indexOf(String name) {
        for (int i = 0; i < features.size(); i++) {
            if (features.get(i).name().equals(name)) {
                return i;
            }
        }
        throw InvalidInputException.of("feature " + name, "is unknown", "one of " + names());
    }

    /**
     * The features' names.
     *
     * @return names in order
     */
    public List<String> names() {
        return features.stream().map(Feature::name).toList();
    }

    /**
     * Checks one row against every feature.
     *
     * @param row values in order; NaN is missing; not modified
     * @throws InvalidInputException naming the first feature that does not fit; the value itself is not repeated
     */
    public void check(double[] row) {
        if (row.length != features.size()) {
            throw InvalidInputException.of(
                    "row", "has " + row.length + " values", features.size() + " values: " + names());
        }
        for (int i = 0; i < row.length; i++) {
            check(features.get(i), row[i]);
        }
    }

    /**
     * Checks a value of one feature.
     *
     * @param feature its name
     * @param value the value
     * @throws InvalidInputException if there is no such feature, or the value is not acceptable
     */
    public void check(String feature, double value) {
        check(features.get(indexOf(feature)), value);
    }

    private static void check(Feature feature, double value) {
        String problem = feature.problem(value);
        if (problem != null) {
            throw InvalidInputException.of("feature " + feature.name(), problem, expected(feature));
        }
    }

    /**
     * Turns named values into a row.
     *
     * @param values a {@link Number} for a numeric feature, a category name for a categorical one; an absent or null
     *     entry is missing
     * @return a new row in schema order, checked
     * @throws InvalidInputException if a name is unknown, or a value is of the wrong type or not acceptable
     */
    public double[] row(Map<String, ?> values) {
        Map<String, Object> left = new HashMap<>(values);
        double[] row = new double[features.size()];
        for (int i = 0; i < row.length; i++) {
            Feature feature = features.get(i);
            row[i] = number(feature, left.remove(feature.name()));
        }
        if (!left.isEmpty()) {
            String unknown = left.keySet().stream().sorted().findFirst().orElse("");
            throw InvalidInputException.of("feature " + unknown, "is unknown", "one of " + names());
        }
        check(row);
        return row;
    }

    private static double number(Feature feature, @org.jspecify.annotations.Nullable Object value) {
        if (value == null) {
            return Double.NaN;
        }
        if (feature.type() == Feature.Type.NUMERIC && value instanceof Number) {
            return ((Number) value).doubleValue();
        }
        if (feature.type() == Feature.Type.CATEGORICAL && value instanceof String) {
            int index = feature.categories().indexOf(value);
            if (index >= 0) {
                return index;
            }
            throw InvalidInputException.of("feature " + feature.name(), "has an unseen category", expected(feature));
        }
        throw InvalidInputException.of(
                "feature " + feature.name(), "is a " + value.getClass().getSimpleName(), expected(feature));
    }

    private static String expected(Feature feature) {
        String missing = feature.nullable() ? " or missing" : "";
        return feature.type() == Feature.Type.CATEGORICAL
                ? "one of " + feature.categories() + missing
                : "a finite number in [" + feature.min() + ", " + feature.max() + "]" + missing;
    }
}
