package io.modelgovernance.monitoring;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import java.util.List;

/**
 * A part of what a version sees, such as the loans of one region, that is watched by itself beside the whole. Rows belong to
 * it by one feature; a missing value belongs to none.
 *
 * @param name what it is called, at most 30 characters
 * @param feature the feature that says which rows belong to it
 * @param least least value of a number
 * @param below value that a number must lie below
 * @param categories codes of categories; if there are some, they alone decide
 */
public record Segment(String name, String feature, double least, double below, List<Integer> categories) {
    private static final int LONGEST = 30;

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if the name does not fit, the range is empty or a code negative
     */
    public Segment {
        Names.require("segment", name);
        Names.requireLabel("feature of segment " + name, feature);
        categories = List.copyOf(categories);
        if (name.length() > LONGEST) {
            throw InvalidInputException.of(
                    "name of segment " + name, "is too long", "at most " + LONGEST + " characters");
        }
        if (!(least < below && Double.isFinite(least) && Double.isFinite(below))) {
            throw InvalidInputException.of(
                    "range of segment " + name, "is " + least + " to " + below, "finite and in order");
        }
        if (categories.stream().anyMatch(code -> code < 0)) {
            throw InvalidInputException.of("categories of segment " + name, "hold a negative code", "at least 0 each");
        }
    }

    /**
     * Rows whose number lies in a range.
     *
     * @param name what it is called
     * @param feature a numeric feature
     * @param least least value
     * @param below value that it must lie below
     * @return the segment
     */
    public static Segment range(String name, String feature, double least, double below) {
        return new Segment(name, feature, least, below, List.of());
    }

    /**
     * Rows of some categories.
     *
     * @param name what it is called
     * @param feature a categorical feature
     * @param codes their codes
     * @return the segment
     */
    public static Segment categories(String name, String feature, Integer... codes) {
        return new Segment(name, feature, 0, 1, List.of(codes));
    }

    /**
     * Whether a row belongs to it.
     *
     * @param value the row's value of the feature
     * @return true if it does
     */
    public boolean holds(double value) {
        return categories.isEmpty()
                ? value >= least && value < below
                : value == Math.rint(value) && categories.contains((int) value);
    }
}
