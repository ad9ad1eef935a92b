package io.modelgovernance.core.html;

import io.modelgovernance.InvalidInputException;

/** The checks that charts share. */
final class Shapes {
    private Shapes() {}

    static double finite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw InvalidInputException.of(what, "is " + value, "finite");
        }
        return value;
    }

    static double share(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw InvalidInputException.of(what, "is " + value, "in [0, 1]");
        }
        return value;
    }
}
