package io.modelgovernance.core.stream;

import java.util.ArrayList;
import java.util.List;

/** Writes a state's numbers one after the other, as {@link Recall} reads them. */
final class Memo {
    private final String form;
    private final List<Double> settings = new ArrayList<>();
    private final List<Double> memory = new ArrayList<>();

    Memo(String form, double... settings) {
        this.form = form;
        for (double one : settings) {
            this.settings.add(one);
        }
    }

    Memo settings(double[] values) {
        for (double one : values) {
            settings.add(one);
        }
        return this;
    }

    Memo keep(double... values) {
        for (double one : values) {
            memory.add(one);
        }
        return this;
    }

    DetectorState state() {
        return new DetectorState(form, settings, memory);
    }
}
