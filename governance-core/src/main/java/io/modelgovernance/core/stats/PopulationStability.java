package io.modelgovernance.core.stats;

import io.modelgovernance.Estimate;

/**
 * The population stability index over frozen bins: the sum of {@code (q - p) ln(q / p)}.
 *
 * <p>Every count is raised by a half, so that an empty bin counts for much and not for infinity. With N and M the raised
 * sums of the reference and of the window, one more value in a bin of reference share p that held c values moves the
 * index by at most {@code (ln(2 N) + ln(2 M + 2) + 1) / M + p ln((c + 1.5) / (c + 0.5))}.
 *
 * <p>The interval is normal, with the multinomial variance of both samples by the delta method and, because that
 * vanishes where nothing has changed, the second-order variance {@code 2 (k - 1) (1/n + 1/m)^2}; its lower end is
 * lowered by the bias {@code (k - 1) (1/n + 1/m)} that two samples of one distribution show. Pure and thread-safe.
 */
public final class PopulationStability {
    /** What each bin count is raised by. */
    public static final double SMOOTHING = 0.5;

    private static final double Z95 = 1.959963984540054;

    private PopulationStability() {}

    /**
     * The index.
     *
     * @param reference counts by bin, none negative, at least one above 0; not modified
     * @param current counts of the same bins, none negative, at least one above 0; not modified
     * @return the index with its 95 % interval, at least 0
     * @throws io.modelgovernance.InvalidInputException if the rows differ in length, or hold no or negative counts
     */
    public static Estimate index(long[] reference, long[] current) {
        Samples.requireSameLength("current counts", current.length, reference.length);
        int k = reference.length;
        double counted = Samples.requireCounts("current counts", current);
        double n = Samples.requireCounts("reference counts", reference) + k * SMOOTHING;
        double m = counted + k * SMOOTHING;
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
        index = Math.max(0, index);
        double variance = Math.max(0, squareP - meanP * meanP) / n + Math.max(0, squareQ - meanQ * meanQ) / m;
        double bias = (k - 1) * (1 / n + 1 / m);
        double secondOrder = k == 1 ? 0 : 2 * bias * bias / (k - 1);
        double half = Z95 * Math.sqrt(variance + secondOrder);
        return Estimate.of(
                index,
                Math.max(0, index - bias - half),
                index + half,
                0.95,
                Math.round(counted),
                "PSI over " + k + " frozen bins, half-count smoothing, delta method");
    }
}
