package io.modelgovernance.core.stats;

/** Quantiles by linear interpolation between order statistics (type 7 of Hyndman and Fan). Pure, thread-safe. */
public final class Quantiles {
    private Quantiles() {}

    /**
     * One quantile.
     *
     * @param sorted ascending values, at least one; not modified
     * @param probability 0 to 1
     * @return the quantile
     */
    public static double of(double[] sorted, double probability) {
        double at = probability * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
