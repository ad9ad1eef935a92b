package io.modelgovernance.core.stream;

import io.modelgovernance.core.stats.KolmogorovSmirnov;
import java.util.Arrays;

/**
 * KSWIN (Raab, Heusinger and Schleif 2020): the newest values of a sliding window against a random sample of the older
 * ones, by Kolmogorov-Smirnov, here with the exact p-value given ties.
 *
 * <p>Values are finite. It tests at every value, so that with level alpha there will be false alarms about once in a few
 * times {@code 1 / alpha} values: set alpha to what the stream can bear.
 */
public final class Kswin implements StreamDetector {
    static final String FORM = "kswin/1";

    private final Settings settings;
    private final double[] window;
    private int size;
    private long seen;

    /**
     * What it is set to.
     *
     * @param alpha level of each test, between 0 and 1
     * @param window values in the window, at least twice {@code recent}
     * @param recent newest values, which are compared with as many older ones, at least 2
     * @param seed seed of the sampling, 0 to 2^31 - 1
     */
    public record Settings(double alpha, int window, int recent, int seed) {
        /** Checks the ranges. */
        public Settings {
            Inputs.level("alpha", alpha);
            Inputs.require(recent >= 2 && window >= 2L * recent, "window", window, "at least twice the recent values");
            Inputs.require(seed >= 0, "seed", seed, "at least 0");
        }

        /**
         * Alpha 0.0001, a window of 100, of which 30 are recent.
         *
         * @return the defaults; the paper's alpha is 0.005
         */
        public static Settings defaults() {
            return new Settings(0.0001, 100, 30, 1);
        }
    }

    private Kswin(Settings settings) {
        this.settings = settings;
        this.window = new double[settings.window()];
    }

    Kswin(Recall recall) {
        this(new Settings(recall.setting(), recall.wholeSetting(), recall.wholeSetting(), recall.wholeSetting()));
        seen = recall.count();
        size = recall.whole();
        Inputs.require(size <= window.length, "number of values", size, "at most " + window.length);
        System.arraycopy(recall.values(size), 0, window, 0, size);
    }

    /**
     * An empty one.
     *
     * @param settings the settings
     * @return the detector
     */
    public static Kswin of(Settings settings) {
        return new Kswin(settings);
    }

    @Override
    public Signal update(double value) {
        Inputs.finite(value);
        seen++;
        if (size == window.length) {
            System.arraycopy(window, 1, window, 0, --size);
        }
        window[size++] = value + 0.0;
        if (size < window.length) {
            return Signal.NONE;
        }
        int recent = settings.recent();
        double[] now = Arrays.copyOfRange(window, size - recent, size);
        double[] older = sample(Arrays.copyOf(window, size - recent), recent);
        Arrays.sort(now);
        Arrays.sort(older);
        if (KolmogorovSmirnov.test(older, now).p() > settings.alpha()) {
            return Signal.NONE;
        }
        System.arraycopy(window, size - recent, window, 0, recent);
        size = recent;
        return Signal.DRIFT;
    }

    /** The first of a shuffle whose numbers come from the seed and the place in the stream. */
    private double[] sample(double[] older, int recent) {
        for (int i = 0; i < recent; i++) {
            long random = Mix.of(settings.seed(), seen * settings.window() + i);
            int at = i + (int) Math.floorMod(random, (long) older.length - i);
            double swap = older[i];
            older[i] = older[at];
            older[at] = swap;
        }
        return Arrays.copyOf(older, recent);
    }

    @Override
    public DetectorState state() {
        return new Memo(FORM, settings.alpha(), settings.window(), settings.recent(), settings.seed())
                .keep((double) seen, size)
                .keep(Arrays.copyOf(window, size))
                .state();
    }
}
