package io.modelgovernance.core.stats;

import io.modelgovernance.InvalidInputException;

/** Quantiles by linear interpolation between order statistics (type 7 of Hyndman and Fan). Pure, thread-safe. */
public final class Quantiles {
    private Quantiles() {}

    /**
     * One quantile.
     *
     * @param sorted ascending values, finite, at least one; their order is the caller's word; not modified
     * @param probability 0 to 1
     * @return the quantile, between two neighbouring values
     * @throws InvalidInputException if there is no value, or the probability is out of range
     */
    public static double of(double[] sorted, double probability) {
        Samples.requireSome("sample", sorted);
        if (!(probability >= 0 && probability <= 1)) {
            throw InvalidInputException.of("probability", "is " + probability, "0 to 1");
        }
        double at = probability * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(sorted.length - 1, below + 1);
        double part = at - below;
        double between = sorted[below] + part * (sorted[above] - sorted[below]);
        return Double.isInfinite(between)
                ? (1 - part) * sorted[below] + part * sorted[above]
                : Math.min(between, sorted[above]);
    }
}
