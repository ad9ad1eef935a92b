package io.modelgovernance.core.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Corrections of p-values that bound the share of false findings among the findings, and not, as {@link Holm} does, the
 * chance of any: for searches, where a stated share of findings may be false. Pure and thread-safe.
 */
public final class FalseDiscovery {
    private FalseDiscovery() {}

    /**
     * Benjamini and Hochberg (1995).
     *
     * @param p p-values, 0 to 1; not modified
     * @return corrected ones in the same order: of those at most q, a share of at most q is false on average, if the tests
     *     are independent or depend positively on each other
     * @throws io.modelgovernance.InvalidInputException if one is not in [0, 1]
     */
    public static double[] independent(double[] p) {
        return adjust(p, 1);
    }

    /**
     * Benjamini and Yekutieli (2001).
     *
     * @param p p-values, 0 to 1; not modified
     * @return corrected ones, as of {@link #independent}, however the tests depend on each other
     * @throws io.modelgovernance.InvalidInputException if one is not in [0, 1]
     */
    public static double[] arbitrary(double[] p) {
        double harmonic = 0;
        for (int i = p.length; i >= 1; i--) {
            harmonic += 1.0 / i;
        }
        return adjust(p, harmonic);
    }

    private static double[] adjust(double[] p, double factor) {
        Samples.requireProbabilities("p-values", p);
        int[] order = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[p.length];
        double least = 1;
        for (int rank = p.length; rank >= 1; rank--) {
            int at = order[rank - 1];
            least = Math.min(least, p[at] * factor * p.length / rank);
            adjusted[at] = least;
        }
        return adjusted;
    }
}
