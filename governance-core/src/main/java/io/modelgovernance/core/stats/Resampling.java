package io.modelgovernance.core.stats;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;

/**
 * The bootstrap (Efron 1979) of a statistic that takes how often each case counts: cases, cases within strata, or whole
 * clusters are drawn with replacement.
 *
 * <p>Each resample has its own seed made of the given one, so the result is the same to the bit on any number of threads.
 * Immutable and thread-safe; the {@code with} methods return changed copies.
 */
public final class Resampling {
    private static final int LEAST = 100;
    private static final int GROUPS = 1_000;
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private final Draw draw;
    private final int[] cluster;
    private final String kind;
    private final int resamples;
    private final double level;
    private final long seed;
    private final Helpers helpers;

    private Resampling(Draw draw, int[] cluster, String kind, int resamples, double level, long seed, Helpers helpers) {
        this.draw = draw;
        this.cluster = cluster;
        this.kind = kind;
        this.resamples = resamples;
        this.level = level;
        this.seed = seed;
        this.helpers = helpers;
    }

    /**
     * Draws cases; 1,000 resamples, level 0.95, on the calling thread.
     *
     * @param cases number of cases, at least 0
     * @param seed seed of every draw
     * @return the resampling
     * @throws InvalidInputException if the number is negative
     */
    public static Resampling of(int cases, long seed) {
        if (cases < 0) {
            throw InvalidInputException.of("number of cases", "is " + cases, "at least 0");
        }
        return new Resampling(new Draw(new int[cases], 1), new int[0], "", 1_000, 0.95, seed, Helpers.NONE);
    }

    /**
     * Draws cases within strata, so that for example both classes keep their numbers.
     *
     * @param strata the stratum of each case, numbered from 0 without great gaps; not modified
     * @param seed seed of every draw
     * @return the resampling
     * @throws InvalidInputException if a stratum is negative or at least the number of cases
     */
    public static Resampling stratified(int[] strata, long seed) {
        int kinds = Numbering.kinds("stratum", strata);
        return new Resampling(
                new Draw(strata.clone(), kinds), new int[0], "stratified ", 1_000, 0.95, seed, Helpers.NONE);
    }

    /**
     * Draws whole clusters, such as all loans of one household, for cases that are not independent within them.
     *
     * @param clusters the cluster of each case, numbered from 0 without great gaps; not modified
     * @param seed seed of every draw
     * @return the resampling
     * @throws InvalidInputException if a cluster is negative or at least the number of cases
     */
    public static Resampling clustered(int[] clusters, long seed) {
        Numbering.kinds("cluster", clusters);
        int[] dense = Numbering.dense(clusters);
        int kinds = Numbering.kinds("cluster", dense);
        return new Resampling(new Draw(new int[kinds], 1), dense, "clustered ", 1_000, 0.95, seed, Helpers.NONE);
    }

    /**
     * With another number of resamples.
     *
     * @param number at least 100
     * @return a copy
     * @throws InvalidInputException if there are too few
     */
    public Resampling withResamples(int number) {
        if (number < LEAST) {
            throw InvalidInputException.of("number of resamples", "is " + number, "at least " + LEAST);
        }
        return new Resampling(draw, cluster, kind, number, level, seed, helpers);
    }

    /**
     * With another confidence level.
     *
     * @param confidence between 0 and 1
     * @return a copy
     * @throws InvalidInputException if it is out of range
     */
    public Resampling withLevel(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw InvalidInputException.of("confidence level", "is " + confidence, "between 0 and 1");
        }
        return new Resampling(draw, cluster, kind, resamples, confidence, seed, helpers);
    }

    /**
     * With helpers: the calling thread works too, and does everything if the executor never gets to it.
     *
     * @param executor where the helpers run
     * @param helpers how many at most, at least 0; one less than there are cores is what can be of use
     * @return a copy that gives the same bits
     * @throws InvalidInputException if the number is negative
     */
    public Resampling on(Executor executor, int helpers) {
        if (helpers < 0) {
            throw InvalidInputException.of("number of helpers", "is " + helpers, "at least 0");
        }
        return new Resampling(draw, cluster, kind, resamples, level, seed, new Helpers(executor, helpers));
    }

    /**
     * The number of cases.
     *
     * @return at least 0
     */
    public int cases() {
        return cluster.length > 0 ? cluster.length : draw.units();
    }

    /**
     * Whether cases are drawn one by one and each is as likely as any other, so that they may be given in any order.
     *
     * @return false if there are strata or clusters
     */
    public boolean alike() {
        return kind.isEmpty();
    }

    /**
     * The interval between quantiles of the resampled statistic.
     *
     * @param statistic the statistic; must be thread-safe if there are helpers
     * @return the statistic with its interval; unknown if it is not defined on the cases or in a tenth of the resamples
     */
    public Estimate percentile(CountedStatistic statistic) {
        return interval("percentile", statistic, false);
    }

    /**
     * The interval corrected for bias and acceleration (BCa; Efron 1987). The acceleration comes of leaving out single
     * cases or clusters, or one of 1,000 groups of them drawn at random if there are more than twice as many.
     *
     * @param statistic the statistic; must be thread-safe if there are helpers
     * @return as {@link #percentile}
     */
    public Estimate bca(CountedStatistic statistic) {
        return interval("BCa", statistic, true);
    }

    private Estimate interval(String name, CountedStatistic statistic, boolean corrected) {
        String method = kind + "bootstrap " + name + " B=" + resamples + " seed=" + seed;
        int[] once = new int[cases()];
        Arrays.fill(once, 1);
        double value = once.length == 0 ? Double.NaN : statistic.of(once);
        if (!Double.isFinite(value)) {
            return Estimate.notEnoughData(once.length, method + ": not defined on the sample");
        }
        double[] values = new double[resamples];
        helpers.share(resamples, () -> worker(statistic, values));
        double[] sorted =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        if (sorted.length < 0.9 * resamples) {
            return Estimate.notEnoughData(
                    once.length, method + ": not defined in " + (resamples - sorted.length) + " resamples");
        }
        double low = (1 - level) / 2;
        double high = 1 - low;
        if (corrected) {
            Acceleration bent = Acceleration.of(value, sorted, leftOut(statistic));
            double z = Normal.upperQuantile(low);
            low = bent.probability(-z);
            high = bent.probability(z);
        }
        return Estimate.of(
                value,
                Math.min(value, Quantiles.of(sorted, low)),
                Math.max(value, Quantiles.of(sorted, high)),
                level,
                once.length,
                method);
    }

    private IntConsumer worker(CountedStatistic statistic, double[] values) {
        int[] times = new int[cases()];
        int[] drawn = cluster.length > 0 ? new int[draw.units()] : times;
        return b -> {
            draw.into(drawn, new SplittableRandom(mixed(seed + (b + 1) * STEP)));
            for (int i = 0; i < cluster.length; i++) {
                times[i] = drawn[cluster[i]];
            }
            values[b] = statistic.of(times);
        };
    }

    /** The statistic without each of the units or groups of them. */
    private double[] leftOut(CountedStatistic statistic) {
        int units = draw.units();
        int groups = units <= 2 * GROUPS ? units : GROUPS;
        int[] group = new int[units];
        Arrays.setAll(group, i -> i % groups);
        if (groups < units) {
            SplittableRandom random = new SplittableRandom(mixed(seed));
            for (int i = units - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swap = group[i];
                group[i] = group[j];
                group[j] = swap;
            }
        }
        double[] values = new double[groups];
        helpers.share(groups, () -> {
            int[] times = new int[cases()];
            return g -> {
                for (int i = 0; i < times.length; i++) {
                    times[i] = group[cluster.length > 0 ? cluster[i] : i] == g ? 0 : 1;
                }
                values[g] = statistic.of(times);
            };
        });
        return values;
    }

    /** The finaliser of SplitMix64 (Stafford's variant 13): neighbouring seeds give unrelated streams. */
    private static long mixed(long z) {
        long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
