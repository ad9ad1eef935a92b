package io.modelgovernance.core.stats;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import java.util.Arrays;
import java.util.Optional;
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
    private final Optional<Executor> executor;

    private Resampling(
            Draw draw,
            int[] cluster,
            String kind,
            int resamples,
            double level,
            long seed,
            Optional<Executor> executor) {
        this.draw = draw;
        this.cluster = cluster;
        this.kind = kind;
        this.resamples = resamples;
        this.level = level;
        this.seed = seed;
        this.executor = executor;
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
        return new Resampling(new Draw(new int[cases], 1), new int[0], "", 1_000, 0.95, seed, Optional.empty());
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
        int kinds = kinds("stratum", strata);
        return new Resampling(
                new Draw(strata.clone(), kinds), new int[0], "stratified ", 1_000, 0.95, seed, Optional.empty());
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
        kinds("cluster", clusters);
        int[] dense = dense(clusters);
        int kinds = kinds("cluster", dense);
        return new Resampling(new Draw(new int[kinds], 1), dense, "clustered ", 1_000, 0.95, seed, Optional.empty());
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
        return new Resampling(draw, cluster, kind, number, level, seed, executor);
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
        return new Resampling(draw, cluster, kind, resamples, confidence, seed, executor);
    }

    /**
     * With helpers: the calling thread works too, and does everything if the executor never gets to it.
     *
     * @param helpers where up to three helpers run
     * @return a copy that gives the same bits
     */
    public Resampling on(Executor helpers) {
        return new Resampling(draw, cluster, kind, resamples, level, seed, Optional.of(helpers));
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
        Helpers.share(executor, resamples, () -> worker(statistic, values));
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
        Helpers.share(executor, groups, () -> {
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

    private static int kinds(String what, int[] of) {
        int most = -1;
        for (int one : of) {
            if (one < 0 || one >= of.length) {
                throw InvalidInputException.of(what, "is " + one, "0 to " + (of.length - 1));
            }
            most = Math.max(most, one);
        }
        return most + 1;
    }

    /** The same clusters numbered without gaps. */
    private static int[] dense(int[] clusters) {
        int[] number = new int[clusters.length];
        int next = 0;
        int[] dense = new int[clusters.length];
        for (int i = 0; i < clusters.length; i++) {
            if (number[clusters[i]] == 0) {
                number[clusters[i]] = ++next;
            }
            dense[i] = number[clusters[i]] - 1;
        }
        return dense;
    }
}
