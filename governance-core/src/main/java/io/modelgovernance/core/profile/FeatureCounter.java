package io.modelgovernance.core.profile;

import io.modelgovernance.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/** The running counts of one feature. Not thread-safe. */
final class FeatureCounter {
    private static final long MASK = 0xFFFF_FFFFL;

    private final String name;
    private final FrozenBins frozen;
    private final boolean numeric;
    private final double least;
    private final double greatest;
    private final long[] counts;
    private long missing;
    private long infinite;
    private long unreadable;
    private long below;
    private long above;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private long sum;
    private long high;
    private long low;

    FeatureCounter(FrozenBins frozen) {
        this.frozen = frozen;
        name = frozen.feature();
        numeric = frozen.numeric();
        least = frozen.least();
        greatest = frozen.greatest();
        counts = new long[frozen.bins()];
    }

    /** Counts every {@code stride}-th value from one place on. */
    void add(double[] data, int from, int stride, int values) {
        if (numeric) {
            addNumbers(data, from, stride, values);
            return;
        }
        for (int i = 0, at = from; i < values; i++, at += stride) {
            if (Double.isFinite(data[at])) {
                counts[frozen.ofCategory(data[at])]++;
            } else {
                countAbsent(data[at]);
            }
        }
    }

    private void addNumbers(double[] data, int from, int stride, int values) {
        double nowMin = min;
        double nowMax = max;
        long nowSum = sum;
        long nowHigh = high;
        long nowLow = low;
        for (int i = 0, at = from; i < values; i++, at += stride) {
            double value = data[at] + 0.0;
            if (!Double.isFinite(value)) {
                countAbsent(value);
                continue;
            }
            counts[frozen.of(value)]++;
            if (value < nowMin) {
                nowMin = value;
            }
            if (value > nowMax) {
                nowMax = value;
            }
            if (value < least) {
                below++;
            }
            if (value > greatest) {
                above++;
            }
            long step = frozen.step(value);
            long square = step * step;
            nowSum += step;
            nowLow += square & MASK;
            nowHigh += square >>> 32;
        }
        min = nowMin;
        max = nowMax;
        sum = nowSum;
        high = nowHigh + (nowLow >>> 32);
        low = nowLow & MASK;
    }

    private void countAbsent(double value) {
        if (Double.isNaN(value)) {
            missing++;
        } else {
            infinite++;
        }
    }

    void unreadable() {
        unreadable++;
    }

    void add(FeatureWindow window) {
        if (!window.feature().equals(name)
                || window.bins().size() != counts.length
                || window.sums().origin() != frozen.origin()
                || window.sums().unit() != frozen.unit()) {
            throw InvalidInputException.of("window of " + window.feature(), "does not fit " + name, "of the same bins");
        }
        List<Long> bins = window.bins();
        for (int i = 0; i < counts.length; i++) {
            counts[i] = Math.addExact(counts[i], bins.get(i));
        }
        missing = Math.addExact(missing, window.missing());
        infinite = Math.addExact(infinite, window.infinite());
        unreadable = Math.addExact(unreadable, window.unreadable());
        below = Math.addExact(below, window.below());
        above = Math.addExact(above, window.above());
        min = Math.min(min, window.min());
        max = Math.max(max, window.max());
        GridSums sums = window.sums();
        sum = Math.addExact(sum, sums.sum());
        low += sums.squaresLow();
        high = Math.addExact(high, Math.addExact(sums.squaresHigh(), low >>> 32));
        low &= MASK;
    }

    FeatureWindow window() {
        List<Long> bins = new ArrayList<>(counts.length);
        long count = 0;
        for (long one : counts) {
            bins.add(one);
            count += one;
        }
        GridSums sums = GridSums.of(frozen.origin(), frozen.unit(), numeric ? count : 0, sum, high, low);
        return new FeatureWindow(name, bins, missing, infinite, unreadable, below, above, min, max, sums);
    }
}
