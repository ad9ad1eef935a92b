package io.modelgovernance.core.stream;

import io.modelgovernance.InvalidInputException;

/** What settings and values must be like. */
final class Inputs {
    private Inputs() {}

    static double finite(double value) {
        if (!Double.isFinite(value)) {
            throw InvalidInputException.of("value", "is " + value, "finite");
        }
        return value;
    }

    static double share(double value) {
        if (!(value >= 0 && value <= 1)) {
            throw InvalidInputException.of("value", "is " + value, "0 to 1");
        }
        return value;
    }

    /** 1 for an error, 0 for none. */
    static boolean error(double value) {
        if (value != 0 && value != 1) {
            throw InvalidInputException.of("value", "is " + value, "1 for an error or 0");
        }
        return value == 1;
    }

    static void require(boolean right, String what, Object value, String expected) {
        if (!right) {
            throw InvalidInputException.of(what, "is " + value, expected);
        }
    }

    static void level(String what, double value) {
        require(value > 0 && value < 1, what, value, "between 0 and 1");
    }
}
