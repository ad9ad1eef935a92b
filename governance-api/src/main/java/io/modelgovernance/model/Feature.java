package io.modelgovernance.model;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import java.util.List;

/**
 * One input of a model: what it is called, what values it may have, and whether it is protected.
 *
 * <p>Values travel as doubles; a categorical feature's value is the index of its category.
 *
 * @param name label, unique in its schema
 * @param type numeric or categorical
 * @param nullable whether NaN (missing) is accepted
 * @param min least accepted value of a numeric feature, may be negative infinity
 * @param max greatest accepted value of a numeric feature, may be positive infinity
 * @param categories the categories in index order; empty for a numeric feature
 * @param unit unit of a numeric feature, empty if it has none
 * @param protectedAttribute whether it is a protected attribute, which no reason may cite
 */
public record Feature(
        String name,
        Type type,
        boolean nullable,
        double min,
        double max,
        List<String> categories,
        String unit,
        boolean protectedAttribute) {
    /** Kind of value. */
    public enum Type {
        /** A number. */
        NUMERIC,
        /** One of a fixed list of categories. */
        CATEGORICAL
    }

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if the range is empty or NaN, or the categories do not fit the type
     */
    public Feature {
        Names.requireLabel("feature name", name);
        categories = List.copyOf(categories);
        if (!(min <= max)) {
            throw InvalidInputException.of("range of feature " + name, "is [" + min + ", " + max + "]", "min <= max");
        }
        if ((type == Type.CATEGORICAL) == categories.isEmpty()) {
            throw InvalidInputException.of(
                    "categories of feature " + name,
                    "number " + categories.size(),
                    "at least one for a categorical feature and none for a numeric one");
        }
        if (categories.stream().distinct().count() != categories.size()) {
            throw InvalidInputException.of("categories of feature " + name, "repeat", "distinct");
        }
    }

    /**
     * A required number of any finite size.
     *
     * @param name label
     * @return the feature
     */
    public static Feature numeric(String name) {
        return numeric(name, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /**
     * A required number in a range.
     *
     * @param name label
     * @param min least accepted value
     * @param max greatest accepted value
     * @return the feature
     */
    public static Feature numeric(String name, double min, double max) {
        return new Feature(name, Type.NUMERIC, false, min, max, List.of(), "", false);
    }

    /**
     * A required category.
     *
     * @param name label
     * @param categories the categories in index order
     * @return the feature
     */
    public static Feature categorical(String name, String... categories) {
        return new Feature(
                name, Type.CATEGORICAL, false, 0, Math.max(0, categories.length - 1), List.of(categories), "", false);
    }

    /**
     * The same feature, missing values accepted.
     *
     * @return a nullable copy
     */
    public Feature orMissing() {
        return new Feature(name, type, true, min, max, categories, unit, protectedAttribute);
    }

    /**
     * The same feature with a unit.
     *
     * @param newUnit the unit
     * @return a copy
     */
    public Feature in(String newUnit) {
        return new Feature(name, type, nullable, min, max, categories, newUnit, protectedAttribute);
    }

    /**
     * The same feature, marked as a protected attribute.
     *
     * @return a protected copy
     */
    public Feature markProtected() {
        return new Feature(name, type, nullable, min, max, categories, unit, true);
    }

    /**
     * What is wrong with a value of this feature, if anything.
     *
     * @param value the value; NaN is missing
     * @return null if it is acceptable, else a few words that do not repeat the value
     */
    public @org.jspecify.annotations.Nullable String problem(double value) {
        if (Double.isNaN(value)) {
            return nullable ? null : "is missing (NaN)";
        }
        if (Double.isInfinite(value)) {
            return "is infinite";
        }
        if (value < min || value > max) {
            return "is outside its range";
        }
        if (type == Type.CATEGORICAL && value != Math.rint(value)) {
            return "is not a category index";
        }
        return null;
    }
}
