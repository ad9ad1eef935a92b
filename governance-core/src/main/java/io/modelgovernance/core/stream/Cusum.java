package io.modelgovernance.core.stream;

/**
 * The tabular CUSUM chart (Page 1954) on both sides of a known mean: sums of what values, in standard deviations, exceed
 * half the change to be seen by.
 *
 * <p>Values are finite; mean and standard deviation are those of the frozen reference. With an allowance of a half, normal
 * values raise a false alarm once in 168 values at a threshold of 4, in 465 at 5 and in about 10^4 at 8.
 */
public final class Cusum implements StreamDetector {
    static final String FORM = "cusum/1";

    private final Settings settings;
    private double above;
    private double below;

    /**
     * What it is set to.
     *
     * @param mean mean of the reference, finite
     * @param deviation standard deviation of the reference, above 0
     * @param allowance in standard deviations, at least 0; half the change to be seen soonest
     * @param threshold in standard deviations, above 0
     */
    public record Settings(double mean, double deviation, double allowance, double threshold) {
        /** Checks the ranges. */
        public Settings {
            Inputs.require(Double.isFinite(mean), "mean", mean, "finite");
            Inputs.require(deviation > 0 && Double.isFinite(deviation), "standard deviation", deviation, "above 0");
            Inputs.require(allowance >= 0 && Double.isFinite(allowance), "allowance", allowance, "at least 0");
            Inputs.require(threshold > 0 && Double.isFinite(threshold), "threshold", threshold, "above 0");
        }

        /**
         * Allowance 0.5 and threshold 8: a change of one standard deviation, a false alarm in about 10^4 normal values.
         *
         * @param mean mean of the reference
         * @param deviation its standard deviation
         * @return the defaults
         */
        public static Settings around(double mean, double deviation) {
            return new Settings(mean, deviation, 0.5, 8);
        }
    }

    private Cusum(Settings settings) {
        this.settings = settings;
    }

    Cusum(Recall recall) {
        this(new Settings(recall.setting(), recall.setting(), recall.setting(), recall.setting()));
        above = recall.next();
        below = recall.next();
    }

    /**
     * An empty one.
     *
     * @param settings the settings
     * @return the detector
     */
    public static Cusum of(Settings settings) {
        return new Cusum(settings);
    }

    @Override
    public Signal update(double value) {
        double z = (Inputs.finite(value) - settings.mean()) / settings.deviation();
        above = Math.max(0, above + z - settings.allowance());
        below = Math.max(0, below - z - settings.allowance());
        if (above <= settings.threshold() && below <= settings.threshold()) {
            return Signal.NONE;
        }
        above = 0;
        below = 0;
        return Signal.DRIFT;
    }

    @Override
    public DetectorState state() {
        return new Memo(FORM, settings.mean(), settings.deviation(), settings.allowance(), settings.threshold())
                .keep(above, below)
                .state();
    }
}
