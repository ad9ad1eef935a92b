package io.modelgovernance.core.explain;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.Importance;
import io.modelgovernance.explain.ImportanceMeasure;
import io.modelgovernance.explain.ImportanceReport;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Says what a model depends on: how much worse it gets when one feature is shuffled among the rows.
 *
 * <p>Mean fall of a metric over some random permutations (Breiman 2001; Fisher, Rudin and Dominici 2019), with a t
 * interval of that mean over the permutations, the rows taken as given. Every feature is permuted in the same orders.
 * The model scores {@code rows (1 + features repeats)} rows. Immutable and thread-safe.
 */
public final class PermutationImportance implements ImportanceMeasure {
    private final Metric metric;
    private final int repeats;
    private final double level;
    private final long seed;

    private PermutationImportance(Metric metric, int repeats, double level, long seed) {
        this.metric = metric;
        this.repeats = repeats;
        this.level = level;
        this.seed = seed;
    }

    /**
     * Fall of the AUC over 10 permutations, 95 % interval, seed 1.
     *
     * @return the default settings
     */
    public static PermutationImportance withDefaults() {
        return new PermutationImportance(Metric.auc(), 10, 0.95, 1);
    }

    /**
     * Measures the fall of another metric.
     *
     * @param other the metric
     * @return changed settings
     */
    public PermutationImportance withMetric(Metric other) {
        return new PermutationImportance(other, repeats, level, seed);
    }

    /**
     * Permutes another number of times.
     *
     * @param times permutations of each feature, at least 2
     * @return changed settings
     * @throws InvalidInputException if less than 2, from which no interval can be had
     */
    public PermutationImportance withRepeats(int times) {
        if (times < 2) {
            throw InvalidInputException.of("repeats of permutation importance", "are " + times, "at least 2");
        }
        return new PermutationImportance(metric, times, level, seed);
    }

    /**
     * Reports intervals of another confidence level.
     *
     * @param confidence in (0, 1)
     * @return changed settings
     * @throws InvalidInputException if out of range
     */
    public PermutationImportance withLevel(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw InvalidInputException.of("level of permutation importance", "is " + confidence, "in (0, 1)");
        }
        return new PermutationImportance(metric, repeats, confidence, seed);
    }

    /**
     * Draws other permutations.
     *
     * @param newSeed any number; the same seed gives the same bits on every platform
     * @return changed settings
     */
    public PermutationImportance withSeed(long newSeed) {
        return new PermutationImportance(metric, repeats, level, newSeed);
    }

    @Override
    public String method() {
        return "permutation importance, fall of " + metric.name() + ", t interval over " + repeats + " permutations";
    }

    @Override
    public ImportanceReport measure(Scorer scorer, Rows rows, double[] outcomes) {
        if (rows.count() == 0 || rows.count() != outcomes.length) {
            throw InvalidInputException.of(
                    "outcomes",
                    "number " + outcomes.length + " for " + rows.count() + " rows",
                    "one a row, at least one");
        }
        Background copy = Background.of(rows);
        Shuffle shuffle = new Shuffle(scorer, copy);
        double[] own = outcomes.clone();
        double whole = quality(own, shuffle.scores());
        int[][] orders = orders(rows.count());
        List<Importance> features = new ArrayList<>();
        for (int feature = 0; feature < rows.schema().size(); feature++) {
            double[] falls = new double[repeats];
            for (int i = 0; i < repeats; i++) {
                falls[i] = whole - quality(own, shuffle.scores(feature, orders[i]));
            }
            features.add(new Importance(rows.schema().names().get(feature), estimate(falls, rows.count())));
        }
        return new ImportanceReport(method(), features, shuffle.modelRows(), seed, copy.digest());
    }

    private int[][] orders(int count) {
        Draws draws = new Draws(seed);
        int[][] orders = new int[repeats][];
        for (int i = 0; i < repeats; i++) {
            orders[i] = draws.permutation(count);
        }
        return orders;
    }

    private double quality(double[] outcomes, double[] scores) {
        double quality = metric.of(outcomes, scores);
        if (!Double.isFinite(quality)) {
            throw InvalidInputException.of("metric " + metric.name(), "is " + quality, "finite");
        }
        return quality;
    }

    private Estimate estimate(double[] falls, int rows) {
        double mean = 0;
        for (double fall : falls) {
            mean += fall / repeats;
        }
        double squares = 0;
        for (double fall : falls) {
            squares += (fall - mean) * (fall - mean);
        }
        double quantile = new TDistribution(null, repeats - 1).inverseCumulativeProbability((1 + level) / 2);
        double half = quantile * Math.sqrt(squares / (repeats - 1) / repeats);
        return Estimate.of(mean, mean - half, mean + half, level, rows, method());
    }
}
