package io.modelgovernance.core.stats;

import io.modelgovernance.InvalidInputException;

/** What samples must be like before anything is computed from them. */
final class Samples {
    private Samples() {}

    static void requireSome(String what, double[] values) {
        if (values.length == 0) {
            throw InvalidInputException.of(what, "is empty", "at least one value");
        }
    }

    static void requireFinite(String what, double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw InvalidInputException.of(what, "holds a value that is not finite", "finite in every value");
            }
        }
    }

    /** At least one value, all finite, each at least the one before. */
    static void requireAscending(String what, double[] values) {
        requireSome(what, values);
        requireFinite(what, values);
        for (int i = 1; i < values.length; i++) {
            if (values[i] < values[i - 1]) {
                throw InvalidInputException.of(what, "is not sorted", "ascending");
            }
        }
    }

    static void requireSameLength(String what, int length, int expected) {
        if (length != expected) {
            throw InvalidInputException.of(what, "have the length " + length, "as many as the others: " + expected);
        }
    }

    static void requireProbabilities(String what, double[] values) {
        for (double value : values) {
            if (!(value >= 0 && value <= 1)) {
                throw InvalidInputException.of(what, "hold a value outside [0, 1]", "probabilities");
            }
        }
    }

    /** Counts of which none is negative; their sum, above 0 and exact. */
    static double requireCounts(String what, long[] counts) {
        double sum = 0;
        for (long count : counts) {
            if (count < 0) {
                throw InvalidInputException.of(what, "hold a negative count", "at least 0 each");
            }
            sum += count;
        }
        if (sum == 0) {
            throw InvalidInputException.of(what, "add up to nothing", "above 0 in one place");
        }
        return sum;
    }
}
