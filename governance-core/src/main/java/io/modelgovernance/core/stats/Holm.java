package io.modelgovernance.core.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Holm's (1979) correction of p-values for looking at many at once. Pure and thread-safe. */
public final class Holm {
    private Holm() {}

    /**
     * Corrects.
     *
     * @param p p-values, 0 to 1; not modified
     * @return corrected ones in the same order: reject those at most alpha, and the chance of any false
     *     one is at most alpha however the tests depend on each other
     * @throws io.modelgovernance.InvalidInputException if one is not in [0, 1]
     */
    public static double[] adjust(double[] p) {
        Samples.requireProbabilities("p-values", p);
        int[] order = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[p.length];
        double most = 0;
        for (int rank = 0; rank < order.length; rank++) {
            most = Math.max(most, Math.min(1, (p.length - rank) * p[order[rank]]));
            adjusted[order[rank]] = most;
        }
        return adjusted;
    }
}
