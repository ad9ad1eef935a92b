package io.modelgovernance.core.stream;

import io.modelgovernance.core.stats.Normal;

/**
 * STEPD, the statistical test of equal proportions (Nishida and Yamauchi 2007): the error rate of the newest values is
 * above that of all before them, or below it.
 *
 * <p>Values are 1 for an error and 0 for none. It tests at every value, so it is quick and raises many false alarms: with
 * the paper's levels one in a few thousand values.
 */
public final class Stepd implements StreamDetector {
    static final String FORM = "stepd/2";

    private final Settings settings;
    private final double driftSquared;
    private final double warningSquared;
    private final byte[] recent;
    private int first;
    private int size;
    private int recentErrors;
    private long older;
    private long olderErrors;

    /**
     * What it is set to.
     *
     * @param window newest values, at least 2
     * @param drift level of drift, between 0 and 1, two-sided
     * @param warning level of a warning, from that of drift to below 1
     * @param twoSided whether a fall is drift as well
     */
    public record Settings(int window, double drift, double warning, boolean twoSided) {
        /** Checks the ranges. */
        public Settings {
            Inputs.require(window >= 2, "window", window, "at least 2");
            Inputs.level("level of drift", drift);
            Inputs.require(warning >= drift && warning < 1, "level of a warning", warning, "from drift to below 1");
        }

        /**
         * A window of 30, drift 0.003, warning 0.05, rises only.
         *
         * @return the paper's
         */
        public static Settings defaults() {
            return new Settings(30, 0.003, 0.05, false);
        }
    }

    private Stepd(Settings settings) {
        this.settings = settings;
        this.recent = new byte[settings.window()];
        double drift = Normal.upperQuantile(settings.drift() / 2);
        double warning = Normal.upperQuantile(settings.warning() / 2);
        driftSquared = drift * drift;
        warningSquared = warning * warning;
    }

    Stepd(Recall recall) {
        this(new Settings(recall.wholeSetting(), recall.setting(), recall.setting(), recall.wholeSetting() == 1));
        older = recall.count();
        olderErrors = recall.count();
        size = recall.whole();
        Inputs.require(size <= recent.length, "number of values", size, "at most " + recent.length);
        for (int i = 0; i < size; i++) {
            recent[i] = (byte) recall.whole();
            recentErrors += recent[i];
        }
    }

    /**
     * An empty one.
     *
     * @param settings the settings
     * @return the detector
     */
    public static Stepd of(Settings settings) {
        return new Stepd(settings);
    }

    @Override
    public Signal update(double value) {
        int error = Inputs.error(value) ? 1 : 0;
        if (size == recent.length) {
            older++;
            olderErrors += recent[first];
            recentErrors -= recent[first];
            recent[first] = (byte) error;
            first = first + 1 == recent.length ? 0 : first + 1;
        } else {
            recent[(first + size) % recent.length] = (byte) error;
            size++;
        }
        recentErrors += error;
        double square = older < recent.length ? 0 : statisticSquared();
        if (square > driftSquared) {
            first = 0;
            size = 0;
            recentErrors = 0;
            older = 0;
            olderErrors = 0;
            return Signal.DRIFT;
        }
        return square > warningSquared ? Signal.WARNING : Signal.NONE;
    }

    /** Square of the test of equal proportions, corrected for continuity; 0 for a fall that is not asked for. */
    private double statisticSquared() {
        double before = (double) olderErrors / older;
        double now = (double) recentErrors / size;
        double both = ((double) olderErrors + recentErrors) / ((double) older + size);
        double inverse = 1.0 / older + 1.0 / size;
        double away = (settings.twoSided() ? Math.abs(now - before) : now - before) - inverse / 2;
        double spread = both * (1 - both) * inverse;
        return away <= 0 || spread <= 0 ? 0 : away * away / spread;
    }

    @Override
    public DetectorState state() {
        Memo memo =
                new Memo(FORM, settings.window(), settings.drift(), settings.warning(), settings.twoSided() ? 1 : 0);
        memo.keep((double) older, (double) olderErrors, size);
        for (int i = 0; i < size; i++) {
            memo.keep(recent[(first + i) % recent.length]);
        }
        return memo.state();
    }
}
