package io.modelgovernance.core.uncertainty;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Resampling;
import io.modelgovernance.model.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The shares of the score's variance that inputs explain, alone and together with the others, when all vary independently
 * and evenly over their ranges (Sobol 1993). The estimators are those of Saltelli and others (2010) for the first order
 * and of Jansen (1999) for the total; intervals are bootstrapped over the points. Pure and thread-safe.
 */
public final class SobolIndices {
    private SobolIndices() {}

    /**
     * One input's shares.
     *
     * @param range the input and its range
     * @param first share of the variance that it explains alone; may come out a little below 0
     * @param total share that it has a part in; 0 if the score does not depend on it
     */
    public record Index(InputRange range, Estimate first, Estimate total) {}

    /**
     * Runs: {@code points} times the number of inputs plus two scores.
     *
     * @param scorer the model
     * @param base values of the inputs that are not varied; not modified
     * @param ranges the inputs to vary, each once
     * @param points number of points, 100 to 10 million
     * @param seed seed of the points and of the bootstrap
     * @return each input's shares, in the order of the ranges; unknown if the score never changes
     * @throws InvalidInputException if an argument is out of range or a score is not finite
     */
    public static List<Index> run(Scorer scorer, double[] base, List<InputRange> ranges, int points, long seed) {
        if (points < 100 || points > 10_000_000) {
            throw InvalidInputException.of("number of points", "is " + points, "100 to 10000000");
        }
        Design design = new Design(scorer, base, ranges);
        int k = design.inputs();
        SplittableRandom random = new SplittableRandom(seed);
        double[] a = random.doubles((long) points * k).toArray();
        double[] b = random.doubles((long) points * k).toArray();
        double[] ofA = design.score(a);
        double[] ofB = design.score(b);
        Resampling resampling = Resampling.of(points, seed).withResamples(500);
        List<Index> indices = new ArrayList<>();
        for (int j = 0; j < k; j++) {
            double[] mixed = a.clone();
            for (int i = j; i < mixed.length; i += k) {
                mixed[i] = b[i];
            }
            double[] ofMixed = design.score(mixed);
            indices.add(new Index(
                    design.ranges().get(j),
                    resampling.percentile(times -> share(times, ofA, ofB, ofMixed, true)),
                    resampling.percentile(times -> share(times, ofA, ofB, ofMixed, false))));
        }
        return indices;
    }

    private static double share(int[] times, double[] a, double[] b, double[] mixed, boolean first) {
        long n = 0;
        double sum = 0;
        for (int i = 0; i < times.length; i++) {
            n += times[i];
            sum += times[i] * (a[i] + b[i]);
        }
        double mean = sum / (2 * n);
        double variance = 0;
        double part = 0;
        for (int i = 0; i < times.length; i++) {
            double fromA = a[i] - mean;
            double fromB = b[i] - mean;
            double moved = mixed[i] - a[i];
            variance += times[i] * (fromA * fromA + fromB * fromB);
            part += times[i] * (first ? fromB * moved : moved * moved / 2);
        }
        return 2 * part / variance;
    }
}
