package io.modelgovernance.core.stream;

import io.modelgovernance.InvalidInputException;

/** Reads a state's numbers one after the other. */
final class Recall {
    private final DetectorState state;
    private int setting;
    private int at;

    Recall(DetectorState state) {
        this.state = state;
    }

    double setting() {
        return state.settings().get(require(setting++, state.settings().size()));
    }

    int wholeSetting() {
        return whole(setting());
    }

    double[] settings(int count) {
        double[] values = new double[require(count, Integer.MAX_VALUE)];
        for (int i = 0; i < count; i++) {
            values[i] = setting();
        }
        return values;
    }

    double next() {
        return state.memory().get(require(at++, state.memory().size()));
    }

    int whole() {
        return whole(next());
    }

    long count() {
        double value = next();
        if (!(value >= 0 && value <= 1L << 53 && value == Math.rint(value))) {
            throw broken();
        }
        return (long) value;
    }

    double[] values(int count) {
        double[] values = new double[require(count, state.memory().size() - at + 1)];
        for (int i = 0; i < count; i++) {
            values[i] = next();
        }
        return values;
    }

    void requireEnd() {
        if (setting != state.settings().size() || at != state.memory().size()) {
            throw broken();
        }
    }

    private int whole(double value) {
        if (!(value >= 0 && value <= Integer.MAX_VALUE && value == Math.rint(value))) {
            throw broken();
        }
        return (int) value;
    }

    private int require(int value, int below) {
        if (value < 0 || value >= below) {
            throw broken();
        }
        return value;
    }

    private InvalidInputException broken() {
        return InvalidInputException.of("numbers of the state " + state.form(), "do not fit", "as they were put away");
    }
}
