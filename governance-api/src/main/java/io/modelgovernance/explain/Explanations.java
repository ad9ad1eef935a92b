package io.modelgovernance.explain;

import io.modelgovernance.InvalidInputException;
import java.util.List;

/** The checks that the values of this room share. */
final class Explanations {
    private Explanations() {}

    static double finite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw InvalidInputException.of(what, "is " + value, "finite");
        }
        return value;
    }

    static List<Double> finite(String what, List<Double> values) {
        List<Double> copy = List.copyOf(values);
        for (double value : copy) {
            finite(what, value);
        }
        return copy;
    }

    static void sameSize(String what, int size, int expected) {
        if (size != expected) {
            throw InvalidInputException.of(what, "number " + size, expected + ", one a feature");
        }
    }

    static long counted(String what, long value) {
        if (value < 0) {
            throw InvalidInputException.of(what, "is " + value, "at least 0");
        }
        return value;
    }
}
