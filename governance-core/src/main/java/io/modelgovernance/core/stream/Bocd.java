package io.modelgovernance.core.stream;

import java.util.Arrays;

/**
 * BOCD, Bayesian online changepoint detection (Adams and MacKay 2007): how long ago did the present stretch of values
 * begin, each stretch normal with a mean and a variance of its own.
 *
 * <p>Values are finite. It keeps the chance of every beginning that is not negligible. It is {@link Signal#DRIFT} when the
 * beginnings after the first {@code margin} values, but not of the last {@code margin}, have the stated chance together, so that
 * an outlier or two are no new stretch. The chance is a belief given its model and prior, not a rate of false alarms.
 */
public final class Bocd implements StreamDetector {
    static final String FORM = "bocd/1";

    private static final double NEGLIGIBLE = 1e-9;
    private static final int MOST = 4_000;

    private final Settings settings;
    private final double prior;
    private int runs;
    private double[] chance = new double[64];
    private long[] count = new long[64];
    private double[] mean = new double[64];
    private double[] square = new double[64];
    private long n;

    /**
     * What it is set to.
     *
     * @param mean where values are expected to lie
     * @param deviation how much they are expected to vary within a stretch, above 0
     * @param spread how much the means of stretches are expected to vary, in such deviations, above 0
     * @param length expected length of a stretch, at least 2
     * @param margin least values before and after a change, at least 1
     * @param belief chance from which on a change is drift, between 0 and 1; from a tenth of it on there is a warning
     */
    public record Settings(double mean, double deviation, double spread, double length, int margin, double belief) {
        /** Checks the ranges. */
        public Settings {
            Inputs.require(Double.isFinite(mean), "mean", mean, "finite");
            Inputs.require(deviation > 0 && Double.isFinite(deviation), "standard deviation", deviation, "above 0");
            Inputs.require(spread > 0 && Double.isFinite(spread), "spread", spread, "above 0");
            Inputs.require(length >= 2 && Double.isFinite(length), "expected length", length, "at least 2");
            Inputs.require(margin >= 1, "margin", margin, "at least 1");
            Inputs.level("belief", belief);
        }

        /**
         * Means two deviations apart, stretches of 10,000 values, a margin of 10 values, a belief of 0.99.
         *
         * @param mean where values are expected to lie
         * @param deviation how much they are expected to vary, above 0
         * @return the settings
         */
        public static Settings around(double mean, double deviation) {
            return new Settings(mean, deviation, 2, 10_000, 10, 0.99);
        }
    }

    private Bocd(Settings settings) {
        this.settings = settings;
        this.prior = 1 / (settings.spread() * settings.spread());
        chance[0] = 1;
        runs = 1;
    }

    Bocd(Recall recall) {
        this(new Settings(
                recall.setting(),
                recall.setting(),
                recall.setting(),
                recall.setting(),
                recall.wholeSetting(),
                recall.setting()));
        n = recall.count();
        int known = recall.whole();
        Inputs.require(known >= 1 && known <= MOST, "number of stretches", known, "1 to " + MOST);
        runs = 0;
        for (int i = 0; i < known; i++) {
            add(recall.next(), recall.count(), recall.next(), recall.next());
        }
    }

    /**
     * An empty one.
     *
     * @param settings the settings
     * @return the detector
     */
    public static Bocd of(Settings settings) {
        return new Bocd(settings);
    }

    @Override
    public Signal update(double value) {
        double z = (Inputs.finite(value) - settings.mean()) / settings.deviation();
        n++;
        double ends = 1 / settings.length();
        double fresh = 0;
        double all = 0;
        for (int i = 0; i < runs; i++) {
            double joint = chance[i] * density(i, z);
            fresh += joint * ends;
            chance[i] = joint * (1 - ends);
            all += joint;
            count[i]++;
            double away = z - mean[i];
            mean[i] += away / count[i];
            square[i] += away * (z - mean[i]);
        }
        forget(all);
        add(all > 0 ? fresh / all : 1, 0, 0, 0);
        double changed = changed();
        if (changed >= settings.belief()) {
            runs = 0;
            n = 0;
            add(1, 0, 0, 0);
            return Signal.DRIFT;
        }
        return changed >= settings.belief() / 10 ? Signal.WARNING : Signal.NONE;
    }

    /**
     * The chance that the present stretch began after the first {@code margin} values and before the last.
     *
     * @return 0 to 1
     */
    public double changed() {
        double changed = 0;
        for (int i = 0; i < runs; i++) {
            changed += count[i] >= settings.margin() && count[i] <= n - settings.margin() ? chance[i] : 0;
        }
        return Math.min(1, changed);
    }

    /**
     * The most probable length of the present stretch.
     *
     * @return number of values, at least 0
     */
    public long length() {
        int best = 0;
        for (int i = 1; i < runs; i++) {
            best = chance[i] > chance[best] ? i : best;
        }
        return count[best];
    }

    /** Student's density of the next value, given the values of a stretch: normal-gamma prior with shape 1 and rate 1. */
    private double density(int i, double z) {
        double k = count[i];
        double centre = k * mean[i] / (prior + k);
        double shape = 1 + k / 2;
        double rate = 1 + square[i] / 2 + prior * k * mean[i] * mean[i] / (2 * (prior + k));
        double scale = 2 * rate * (prior + k + 1) / (prior + k);
        double log = logRatio(shape)
                - 0.5 * StrictMath.log(Math.PI * scale)
                - (shape + 0.5) * StrictMath.log1p((z - centre) * (z - centre) / scale);
        return StrictMath.exp(log);
    }

    /** Logarithm of gamma(a + 1/2) by gamma(a), from its series for great a. */
    static double logRatio(double a) {
        double at = a;
        double down = 0;
        while (at < 30) {
            down += StrictMath.log((at + 0.5) / at);
            at++;
        }
        double square = at * at;
        return 0.5 * StrictMath.log(at) - (0.125 - (1.0 / 192 - 1.0 / 640 / square) / square) / at - down;
    }

    /** Scales to 1 and drops what is negligible; if that is not enough, the least probable. */
    private void forget(double all) {
        if (!(all > 0)) {
            runs = 0;
            return;
        }
        double least = NEGLIGIBLE;
        if (runs >= MOST) {
            double[] sorted = Arrays.copyOf(chance, runs);
            Arrays.sort(sorted);
            least = Math.max(least, sorted[runs - MOST / 2] / all);
        }
        int kept = 0;
        for (int i = 0; i < runs; i++) {
            if (chance[i] / all >= least) {
                chance[kept] = chance[i] / all;
                count[kept] = count[i];
                mean[kept] = mean[i];
                square[kept] = square[i];
                kept++;
            }
        }
        runs = kept;
    }

    private void add(double probability, long values, double middle, double squares) {
        if (runs == chance.length) {
            chance = Arrays.copyOf(chance, 2 * runs);
            count = Arrays.copyOf(count, 2 * runs);
            mean = Arrays.copyOf(mean, 2 * runs);
            square = Arrays.copyOf(square, 2 * runs);
        }
        chance[runs] = probability;
        count[runs] = values;
        mean[runs] = middle;
        square[runs++] = squares;
    }

    @Override
    public DetectorState state() {
        Memo memo = new Memo(
                FORM,
                settings.mean(),
                settings.deviation(),
                settings.spread(),
                settings.length(),
                settings.margin(),
                settings.belief());
        memo.keep((double) n, runs);
        for (int i = 0; i < runs; i++) {
            memo.keep(chance[i], (double) count[i], mean[i], square[i]);
        }
        return memo.state();
    }
}
