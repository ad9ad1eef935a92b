package io.modelgovernance.core.html;

import java.util.ArrayList;
import java.util.List;

/**
 * A linear scale from values to places, with round marks.
 *
 * @param low least value shown
 * @param high greatest value shown, above low
 * @param start place of the least value
 * @param end place of the greatest value
 */
record Axis(double low, double high, double start, double end) {
    /** A scale that shows all the values with some air; equal values get room on both sides. */
    static Axis around(double least, double greatest, double start, double end) {
        double span = greatest - least;
        double air = span > 0 ? span * 0.04 : least != 0 ? Math.abs(least) * 0.1 : 1;
        double low = least == 0 && span > 0 ? 0 : least - air;
        double high = greatest == 0 && span > 0 ? 0 : greatest + air;
        return new Axis(low, high, start, end);
    }

    double at(double value) {
        double clipped = Math.min(high, Math.max(low, value));
        return start + (clipped - low) / (high - low) * (end - start);
    }

    /** Round values inside the scale: steps of 1, 2 or 5 times a power of ten, five to ten of them. */
    List<Double> marks(int about) {
        double step = step((high - low) / about);
        List<Double> marks = new ArrayList<>();
        double first = Math.ceil(low / step);
        double last = Math.floor(high / step);
        for (double k = first; k <= last; k++) {
            marks.add(k * step + 0.0);
        }
        return marks;
    }

    private static double step(double rough) {
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(rough)));
        double ratio = rough / power;
        return power * (ratio <= 1 ? 1 : ratio <= 2 ? 2 : ratio <= 5 ? 5 : 10);
    }
}
