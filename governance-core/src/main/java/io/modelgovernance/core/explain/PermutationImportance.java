package io.modelgovernance.core.explain;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Moments;
import io.modelgovernance.explain.Importance;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * How much a metric falls when one feature's values are shuffled (Breiman 2001; Fisher, Rudin and Dominici 2019).
 *
 * <p>Shuffles come from the seed alone; the rows handed in are not modified. Immutable and thread-safe.
 */
public final class PermutationImportance {
    private static final PermutationImportance DEFAULTS = new PermutationImportance(10, 1);

    private final int repeats;
    private final long seed;

    private PermutationImportance(int repeats, long seed) {
        this.repeats = repeats;
        this.seed = seed;
    }

    /**
     * Ten shuffles a feature, seed 1.
     *
     * @return the defaults
     */
    public static PermutationImportance withDefaults() {
        return DEFAULTS;
    }

    /**
     * With another number of shuffles.
     *
     * @param shuffles at least 2, so that there is a spread
     * @return a copy
     */
    public PermutationImportance withRepeats(int shuffles) {
        if (shuffles < 2) {
            throw InvalidInputException.of("number of shuffles", "is " + shuffles, "at least 2");
        }
        return new PermutationImportance(shuffles, seed);
    }

    /**
     * With another seed.
     *
     * @param value the seed
     * @return a copy
     */
    public PermutationImportance withSeed(long value) {
        return new PermutationImportance(repeats, value);
    }

    /**
     * Measures.
     *
     * @param scorer the model
     * @param rows rows to score, at least 2
     * @param metric quality of the rows' scores in row order, higher is better, finite
     * @return one importance a feature in schema order, with the t interval over the shuffles
     */
    public List<Importance> measure(Scorer scorer, Rows rows, ToDoubleFunction<double[]> metric) {
        if (rows.count() < 2) {
            throw InvalidInputException.of("rows", "number " + rows.count(), "at least 2 to shuffle");
        }
        int width = rows.schema().size();
        double[] data = rows.toArray();
        double[] scores = new double[rows.count()];
        scorer.score(data, rows.count(), scores);
        double whole = metric.applyAsDouble(scores);
        SplittableRandom random = new SplittableRandom(seed);
        List<Importance> all = new ArrayList<>(width);
        for (int f = 0; f < width; f++) {
            double[] column = rows.column(f);
            double[] drops = new double[repeats];
            for (int r = 0; r < repeats; r++) {
                put(data, width, f, shuffled(column, random));
                scorer.score(data, rows.count(), scores);
                drops[r] = whole - metric.applyAsDouble(scores);
            }
            put(data, width, f, column);
            all.add(new Importance(rows.schema().features().get(f).name(), estimate(drops, rows.count())));
        }
        return all;
    }

    private Estimate estimate(double[] drops, long rows) {
        Moments moments = Moments.of(drops);
        double half = new TDistribution(repeats - 1.0).inverseCumulativeProbability(0.975)
                * moments.standardDeviation()
                / Math.sqrt(repeats);
        String method = "permutation importance, " + repeats + " shuffles of " + rows + " rows, seed=" + seed;
        return Estimate.of(moments.mean(), moments.mean() - half, moments.mean() + half, 0.95, repeats, method);
    }

    private static double[] shuffled(double[] column, SplittableRandom random) {
        double[] copy = column.clone();
        for (int i = copy.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double swap = copy[i];
            copy[i] = copy[j];
            copy[j] = swap;
        }
        return copy;
    }

    private static void put(double[] data, int width, int feature, double[] column) {
        for (int r = 0; r < column.length; r++) {
            data[r * width + feature] = column[r];
        }
    }
}
