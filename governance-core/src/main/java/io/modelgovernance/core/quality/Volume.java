package io.modelgovernance.core.quality;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Moments;
import io.modelgovernance.core.stats.StudentT;
import java.util.Arrays;

/**
 * How many rows a window is expected to have, by earlier windows of its kind, such as the same day of the week.
 *
 * <p>Counts vary at least as those of independent events do, and mostly more; the interval is that of the next one with the
 * greater of both variances and Student's quantile. Pure and thread-safe.
 */
public final class Volume {
    private static final int LEAST = 5;

    private Volume() {}

    /**
     * Expects.
     *
     * @param earlier rows of earlier windows, none negative; not modified
     * @param level how sure the next one lies within the interval, between 0 and 1
     * @return the expected number with the interval of the next one; unknown with fewer than five windows
     * @throws InvalidInputException if a number is negative or the level out of range
     */
    public static Estimate expected(long[] earlier, double level) {
        if (!(level > 0 && level < 1)) {
            throw InvalidInputException.of("level", "is " + level, "between 0 and 1");
        }
        double[] counts = Arrays.stream(earlier).asDoubleStream().toArray();
        if (Arrays.stream(earlier).anyMatch(one -> one < 0)) {
            throw InvalidInputException.of("rows of earlier windows", "hold a negative number", "at least 0 each");
        }
        if (counts.length < LEAST) {
            return Estimate.notEnoughData(counts.length, "needs " + LEAST + " earlier windows");
        }
        Moments moments = Moments.of(counts);
        double variance =
                Math.max(Math.max(1, moments.mean()), moments.standardDeviation() * moments.standardDeviation());
        double half = StudentT.upperQuantile((1 - level) / 2, counts.length - 1)
                * Math.sqrt(variance * (1 + 1.0 / counts.length));
        return Estimate.of(
                moments.mean(),
                Math.max(0, moments.mean() - half),
                moments.mean() + half,
                level,
                counts.length,
                "rows of the next window by " + counts.length + " earlier ones");
    }
}
