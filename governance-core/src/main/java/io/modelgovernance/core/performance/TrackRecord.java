package io.modelgovernance.core.performance;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.ConformalRank;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * How far off the expected performance of earlier windows was, and so how wide the interval of the next one has to be.
 *
 * <p>It begins with the windows of the reference, by split conformal prediction: right if the next window is like those. As
 * labels come, however late, each window that came true outside its interval makes the next intervals wider, and each one
 * inside a little narrower (quantile tracking; Angelopoulos, Candès and Tibshirani 2023). So it needs no window to be like any
 * other: over {@code T} windows, even if an adversary chose them, the share outside is within
 * 6 / T of one less the level, if labels come at once. Immutable.
 *
 * @param level share of windows that are to come true inside, between 0 and 1
 * @param scale greatest error that can be, above 0: 1 for shares such as accuracy and AUC, whose intervals end at 1
 * @param radius half the width of the next interval, at least 0
 * @param windows windows whose labels have come, the reference's not among them
 * @param misses how many of them came true outside
 */
public record TrackRecord(double level, double scale, double radius, long windows, long misses) {
    /** By how much a miss widens the intervals, in shares of the scale. */
    private static final double STEP = 0.2;

    /**
     * Checks.
     *
     * @throws InvalidInputException if a number is out of range
     */
    public TrackRecord {
        if (!(level > 0 && level < 1)) {
            throw InvalidInputException.of("level", "is " + level, "between 0 and 1");
        }
        if (!(scale > 0 && scale < Double.POSITIVE_INFINITY && radius >= 0 && radius < Double.POSITIVE_INFINITY)) {
            throw InvalidInputException.of(
                    "scale and radius", "are " + scale + " and " + radius, "finite, above 0 and at least 0");
        }
        if (misses < 0 || windows < misses) {
            throw InvalidInputException.of("misses", "are " + misses + " of " + windows, "0 to all");
        }
    }

    /**
     * Begins.
     *
     * @param level share of windows that are to come true inside, between 0 and 1
     * @param scale greatest error that can be; 1 for shares
     * @param errors realised less expected performance of windows of the reference, cut as the later ones will be; finite, not
     *     modified; if they are too few for the level, the first interval is all that can be
     * @return the record
     * @throws InvalidInputException if a number is out of range
     */
    public static TrackRecord of(double level, double scale, double[] errors) {
        double[] sizes = Arrays.stream(errors).map(Math::abs).sorted().toArray();
        if (sizes.length > 0 && !Double.isFinite(sizes[sizes.length - 1])) {
            throw InvalidInputException.of("errors", "hold a value that is not finite", "finite in every value");
        }
        TrackRecord wide = new TrackRecord(level, scale, scale, 0, 0);
        ConformalRank rank = ConformalRank.of(sizes.length, wide.missed());
        return rank.finite() ? new TrackRecord(level, scale, sizes[rank.k() - 1], 0, 0) : wide;
    }

    /**
     * The interval of a window whose labels have not come.
     *
     * @param expected the expected performance, such as of {@link ExpectedPerformance} or {@link ExpectedLoss}
     * @return the same value with the interval that it will come true in; unknown if it is unknown
     */
    public Estimate interval(Estimate expected) {
        if (!expected.known()) {
            return expected;
        }
        double value = expected.value();
        double high = value + radius;
        return Estimate.of(
                value,
                Math.max(Math.min(value, 0), value - radius),
                scale == 1 && value <= 1 ? Math.min(1, high) : high,
                level,
                expected.n(),
                expected.method() + "; interval by " + windows + " windows whose labels came");
    }

    /**
     * Learns what came true of a window.
     *
     * @param interval the interval that was said of it
     * @param realised its performance once labels had come, finite
     * @return a record with that window
     * @throws InvalidInputException if the interval is unknown or the number not finite
     */
    public TrackRecord learn(Estimate interval, double realised) {
        if (!interval.known() || !Double.isFinite(realised)) {
            throw InvalidInputException.of("interval and what came true", "are none", "known and finite");
        }
        boolean miss = realised < interval.low() || realised > interval.high();
        double moved = radius + STEP * scale * ((miss ? 1 : 0) - missed());
        return new TrackRecord(level, scale, Math.max(0, Math.min(scale, moved)), windows + 1, misses + (miss ? 1 : 0));
    }

    /** One less the level, in decimal, so that 0.9 leaves a tenth. */
    private double missed() {
        return BigDecimal.ONE.subtract(BigDecimal.valueOf(level)).doubleValue();
    }
}
