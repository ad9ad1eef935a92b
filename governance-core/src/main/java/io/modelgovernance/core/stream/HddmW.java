package io.modelgovernance.core.stream;

/**
 * HDDM with weighted averages (Frías-Blanco and others 2015, W-test): McDiarmid's bound between exponentially weighted
 * means before and after the best cut says that the mean has risen. Quicker than {@link HddmA} on sudden changes.
 *
 * <p>Values lie in [0, 1].
 */
public final class HddmW implements StreamDetector {
    static final String FORM = "hddm-w/1";

    private final Settings settings;
    private final double halfLogDrift;
    private final double halfLogWarning;
    private double total;
    private double totalBound;
    private double before;
    private double beforeBound;
    private double after;
    private double afterBound;
    private double cut;

    /**
     * What it is set to.
     *
     * @param drift confidence of drift, between 0 and 1
     * @param warning confidence of a warning, from that of drift to below 1
     * @param weight weight of the newest value, between 0 and 1
     */
    public record Settings(double drift, double warning, double weight) {
        /** Checks the ranges. */
        public Settings {
            Inputs.level("confidence of drift", drift);
            Inputs.require(
                    warning >= drift && warning < 1, "confidence of a warning", warning, "from drift to below 1");
            Inputs.level("weight", weight);
        }

        /**
         * Drift 0.001, warning 0.005, weight 0.05.
         *
         * @return the paper's
         */
        public static Settings defaults() {
            return new Settings(0.001, 0.005, 0.05);
        }
    }

    private HddmW(Settings settings) {
        this.settings = settings;
        halfLogDrift = StrictMath.log(1 / settings.drift()) / 2;
        halfLogWarning = StrictMath.log(1 / settings.warning()) / 2;
        reset();
    }

    HddmW(Recall recall) {
        this(new Settings(recall.setting(), recall.setting(), recall.setting()));
        total = recall.next();
        totalBound = recall.next();
        before = recall.next();
        beforeBound = recall.next();
        after = recall.next();
        afterBound = recall.next();
        cut = recall.next();
    }

    /**
     * An empty one.
     *
     * @param settings the settings
     * @return the detector
     */
    public static HddmW of(Settings settings) {
        return new HddmW(settings);
    }

    @Override
    public Signal update(double value) {
        double w = settings.weight();
        double old = (1 - w) * (1 - w);
        Inputs.share(value);
        total = total < 0 ? value : w * value + (1 - w) * total;
        totalBound = totalBound < 0 ? 1 : w * w + old * totalBound;
        double bound = total + Math.sqrt(totalBound * halfLogDrift);
        if (bound < cut) {
            cut = bound;
            before = total;
            beforeBound = totalBound;
            after = -1;
            afterBound = -1;
            return Signal.NONE;
        }
        after = after < 0 ? value : w * value + (1 - w) * after;
        afterBound = afterBound < 0 ? 1 : w * w + old * afterBound;
        if (beyond(halfLogDrift)) {
            reset();
            return Signal.DRIFT;
        }
        return beyond(halfLogWarning) ? Signal.WARNING : Signal.NONE;
    }

    private boolean beyond(double halfLog) {
        double rise = after - before;
        return rise > 0 && rise * rise > (beforeBound + afterBound) * halfLog;
    }

    private void reset() {
        total = -1;
        totalBound = -1;
        before = -1;
        beforeBound = -1;
        after = -1;
        afterBound = -1;
        cut = Double.POSITIVE_INFINITY;
    }

    @Override
    public DetectorState state() {
        return new Memo(FORM, settings.drift(), settings.warning(), settings.weight())
                .keep(total, totalBound, before, beforeBound, after, afterBound, cut)
                .state();
    }
}
