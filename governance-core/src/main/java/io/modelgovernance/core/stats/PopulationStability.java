package io.modelgovernance.core.stats;

import io.modelgovernance.Estimate;

/**
 * The population stability index over frozen bins: the sum of {@code (q - p) ln(q / p)}.
 *
 * <p>Every count is raised by a half, so that an empty bin counts for much and not for infinity, and one more value
 * moves the index by a bounded amount. Its interval is normal, with the multinomial variance of both samples by the
 * delta method. Pure and thread-safe.
 */
public final class PopulationStability {
    /** What each bin count is raised by. */
    public static final double SMOOTHING = 0.5;

    private static final double Z95 = 1.959963984540054;

    private PopulationStability() {}

    /**
     * The index.
     *
     * @param reference counts by bin, at least one above 0; not modified
     * @param current counts of the same bins, at least one above 0; not modified
     * @return the index with its 95 % interval, at least 0
     */
    public static Estimate index(long[] reference, long[] current) {
        int k = reference.length;
        double n = 0;
        double m = 0;
        for (int i = 0; i < k; i++) {
            n += reference[i] + SMOOTHING;
            m += current[i] + SMOOTHING;
        }
        double index = 0;
        double meanP = 0;
        double meanQ = 0;
        double squareP = 0;
        double squareQ = 0;
        for (int i = 0; i < k; i++) {
            double p = (reference[i] + SMOOTHING) / n;
            double q = (current[i] + SMOOTHING) / m;
            double ratio = StrictMath.log(q / p);
            index += (q - p) * ratio;
            double byP = -ratio - (q - p) / p;
            double byQ = ratio + (q - p) / q;
            meanP += p * byP;
            meanQ += q * byQ;
            squareP += p * byP * byP;
            squareQ += q * byQ * byQ;
        }
        double variance = Math.max(0, squareP - meanP * meanP) / n + Math.max(0, squareQ - meanQ * meanQ) / m;
        double half = Z95 * Math.sqrt(variance);
        index = Math.max(0, index);
        return Estimate.of(
                index, Math.max(0, index - half), index + half, 0.95, Math.round(m - k * SMOOTHING),
                "PSI over " + k + " frozen bins, half-count smoothing, delta method");
    }
}
