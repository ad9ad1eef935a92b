package io.modelgovernance.policy;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * An operating boundary: the values of one input for which a model is approved.
 *
 * <p>A number lies in a range, or a category is one of those allowed and none of those excluded. A missing value is
 * outside, unless the boundary says otherwise. Immutable.
 *
 * @param feature the input's name
 * @param least the range's lower end, may be negative infinity
 * @param leastIncluded whether that end lies inside
 * @param most the range's upper end, may be infinity
 * @param mostIncluded whether that end lies inside
 * @param allowed the categories allowed; empty for all but the excluded
 * @param excluded the categories excluded
 * @param missingAllowed whether a missing value lies inside
 */
public record Boundary(
        String feature,
        double least,
        boolean leastIncluded,
        double most,
        boolean mostIncluded,
        Set<String> allowed,
        Set<String> excluded,
        boolean missingAllowed) {
    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if the range is empty or NaN, or it bounds both numbers and categories
     */
    public Boundary {
        Names.requireLabel("feature of a boundary", feature);
        least += 0.0;
        most += 0.0;
        boolean holdsSomething = leastIncluded && mostIncluded ? least <= most : least < most;
        if (!holdsSomething || least == Double.POSITIVE_INFINITY || most == Double.NEGATIVE_INFINITY) {
            throw InvalidInputException.of(
                    "range of boundary " + feature, "is from " + least + " to " + most, "a range that holds a number");
        }
        allowed = Collections.unmodifiableSet(new TreeSet<>(allowed));
        excluded = Collections.unmodifiableSet(new TreeSet<>(excluded));
        boolean ranged = least != Double.NEGATIVE_INFINITY || most != Double.POSITIVE_INFINITY;
        boolean named = !allowed.isEmpty() || !excluded.isEmpty();
        if (ranged == named) {
            throw InvalidInputException.of(
                    "boundary " + feature, "bounds " + (ranged ? "numbers and categories" : "nothing"), "one of both");
        }
    }

    private static Boundary range(String feature, double least, boolean leastIn, double most, boolean mostIn) {
        return new Boundary(feature, least, leastIn, most, mostIn, Set.of(), Set.of(), false);
    }

    private static Boundary categories(String feature, Set<String> allowed, Set<String> excluded) {
        double infinity = Double.POSITIVE_INFINITY;
        return new Boundary(feature, -infinity, true, infinity, true, allowed, excluded, false);
    }

    /**
     * A number in a closed range.
     *
     * @param feature the input
     * @param least the least that lies inside
     * @param most the greatest that lies inside
     * @return the boundary
     */
    public static Boundary between(String feature, double least, double most) {
        return range(feature, least, true, most, true);
    }

    /**
     * A number from a bound up.
     *
     * @param feature the input
     * @param least the least that lies inside
     * @return the boundary
     */
    public static Boundary atLeast(String feature, double least) {
        return range(feature, least, true, Double.POSITIVE_INFINITY, true);
    }

    /**
     * A number up to a bound.
     *
     * @param feature the input
     * @param most the greatest that lies inside
     * @return the boundary
     */
    public static Boundary atMost(String feature, double most) {
        return range(feature, Double.NEGATIVE_INFINITY, true, most, true);
    }

    /**
     * A number below a bound.
     *
     * @param feature the input
     * @param bound the least that lies outside
     * @return the boundary
     */
    public static Boundary below(String feature, double bound) {
        return range(feature, Double.NEGATIVE_INFINITY, true, bound, false);
    }

    /**
     * One of these categories.
     *
     * @param feature the input
     * @param categories at least one
     * @return the boundary
     */
    public static Boundary oneOf(String feature, String... categories) {
        return categories(feature, Set.of(categories), Set.of());
    }

    /**
     * Any category but these.
     *
     * @param feature the input
     * @param categories at least one
     * @return the boundary
     */
    public static Boundary noneOf(String feature, String... categories) {
        return categories(feature, Set.of(), Set.of(categories));
    }

    /**
     * The same boundary, a missing value inside it.
     *
     * @return a copy
     */
    public Boundary orMissing() {
        return new Boundary(feature, least, leastIncluded, most, mostIncluded, allowed, excluded, true);
    }

    /**
     * Whether it bounds categories.
     *
     * @return false if it bounds numbers
     */
    public boolean ofCategories() {
        return !allowed.isEmpty() || !excluded.isEmpty();
    }

    /**
     * Whether a number lies inside.
     *
     * @param value the number; NaN is missing
     * @return true if it does
     */
    public boolean holds(double value) {
        if (Double.isNaN(value)) {
            return missingAllowed;
        }
        return (leastIncluded ? value >= least : value > least) && (mostIncluded ? value <= most : value < most);
    }

    /**
     * Whether a category lies inside.
     *
     * @param category the category
     * @return true if it does
     */
    public boolean holds(String category) {
        return (allowed.isEmpty() || allowed.contains(category)) && !excluded.contains(category);
    }

    @Override
    public String toString() {
        String text;
        if (!allowed.isEmpty()) {
            text = feature + " in " + allowed + (excluded.isEmpty() ? "" : " but not in " + excluded);
        } else if (!excluded.isEmpty()) {
            text = feature + " not in " + excluded;
        } else if (least == Double.NEGATIVE_INFINITY) {
            text = feature + (mostIncluded ? " <= " : " < ") + number(most);
        } else if (most == Double.POSITIVE_INFINITY) {
            text = feature + (leastIncluded ? " >= " : " > ") + number(least);
        } else {
            text = feature + " in " + (leastIncluded ? "[" : "(") + number(least) + ", " + number(most)
                    + (mostIncluded ? "]" : ")");
        }
        return missingAllowed ? text + " or missing" : text;
    }

    private static String number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
    }
}
