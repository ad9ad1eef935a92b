package io.modelgovernance.core.stats;

/**
 * Distances of two rows of counts over the same frozen bins.
 *
 * <p>Shares are counts by their sum, but for the Kullback-Leibler divergence, which an empty bin would make infinite:
 * there every count is raised by {@link PopulationStability#SMOOTHING a half} first, as for the stability index. Pure
 * and thread-safe.
 *
 * @param totalVariation half the sum of the distances of shares, 0 to 1
 * @param chebyshev greatest distance of shares (L-infinity), 0 to 1
 * @param hellinger 0 to 1
 * @param jensenShannon the Jensen-Shannon distance: square root of the divergence to base 2, 0 to 1
 * @param kullbackLeibler the divergence of the current from the reference, {@code sum q ln(q / p)} in nats, at least 0
 */
public record BinDistances(
        double totalVariation, double chebyshev, double hellinger, double jensenShannon, double kullbackLeibler) {
    /**
     * Measures.
     *
     * @param reference counts by bin, none negative, at least one above 0; not modified
     * @param current counts of the same bins, none negative, at least one above 0; not modified
     * @return the distances
     * @throws io.modelgovernance.InvalidInputException if the rows differ in length, or hold no or negative counts
     */
    public static BinDistances of(long[] reference, long[] current) {
        Samples.requireSameLength("current counts", current.length, reference.length);
        double n = Samples.requireCounts("reference counts", reference);
        double m = Samples.requireCounts("current counts", current);
        double half = PopulationStability.SMOOTHING;
        double variation = 0;
        double greatest = 0;
        double roots = 0;
        double shannon = 0;
        double divergence = 0;
        for (int i = 0; i < reference.length; i++) {
            double p = reference[i] / n;
            double q = current[i] / m;
            double gap = Math.abs(p - q);
            double root = Math.sqrt(p) - Math.sqrt(q);
            variation += gap;
            greatest = Math.max(greatest, gap);
            roots += root * root;
            shannon += entropy(p, (p + q) / 2) + entropy(q, (p + q) / 2);
            double smoothP = (reference[i] + half) / (n + half * reference.length);
            double smoothQ = (current[i] + half) / (m + half * reference.length);
            divergence += entropy(smoothQ, smoothP);
        }
        return new BinDistances(
                Math.min(1, variation / 2),
                greatest,
                Math.min(1, Math.sqrt(roots / 2)),
                Math.min(1, Math.sqrt(Math.max(0, shannon / 2 / StrictMath.log(2)))),
                Math.max(0, divergence));
    }

    private static double entropy(double p, double q) {
        return p == 0 ? 0 : p * StrictMath.log(p / q);
    }
}
