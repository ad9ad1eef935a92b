package io.modelgovernance.core.stream;

/**
 * The EWMA chart (Roberts 1959): an exponentially weighted mean further from a known mean than a number of its own
 * standard deviations.
 *
 * <p>Values are finite; mean and standard deviation are those of the frozen reference. Limits of Lucas and Saccucci (1990)
 * for a false alarm once in 500 normal values: 2.814 at weight 0.1, 2.962 at 0.2.
 */
public final class Ewma implements StreamDetector {
    static final String FORM = "ewma/1";

    private final Settings settings;
    private double average;

    /**
     * What it is set to.
     *
     * @param mean mean of the reference, finite
     * @param deviation standard deviation of the reference, above 0
     * @param weight weight of the newest value, above 0 and at most 1
     * @param limit standard deviations of the average that are drift, above 0
     */
    public record Settings(double mean, double deviation, double weight, double limit) {
        /** Checks the ranges. */
        public Settings {
            Inputs.require(Double.isFinite(mean), "mean", mean, "finite");
            Inputs.require(deviation > 0 && Double.isFinite(deviation), "standard deviation", deviation, "above 0");
            Inputs.require(weight > 0 && weight <= 1, "weight", weight, "above 0, at most 1");
            Inputs.require(limit > 0 && Double.isFinite(limit), "limit", limit, "above 0");
        }

        /**
         * Weight 0.1 and limit 4: a false alarm in some 10^5 normal values.
         *
         * @param mean mean of the reference
         * @param deviation its standard deviation
         * @return the defaults
         */
        public static Settings around(double mean, double deviation) {
            return new Settings(mean, deviation, 0.1, 4);
        }
    }

    private Ewma(Settings settings) {
        this.settings = settings;
    }

    Ewma(Recall recall) {
        this(new Settings(recall.setting(), recall.setting(), recall.setting(), recall.setting()));
        average = recall.next();
    }

    /**
     * An empty one.
     *
     * @param settings the settings
     * @return the detector
     */
    public static Ewma of(Settings settings) {
        return new Ewma(settings);
    }

    @Override
    public Signal update(double value) {
        double z = (Inputs.finite(value) - settings.mean()) / settings.deviation();
        average = settings.weight() * z + (1 - settings.weight()) * average;
        if (Math.abs(average) <= settings.limit() * Math.sqrt(settings.weight() / (2 - settings.weight()))) {
            return Signal.NONE;
        }
        average = 0;
        return Signal.DRIFT;
    }

    @Override
    public DetectorState state() {
        return new Memo(FORM, settings.mean(), settings.deviation(), settings.weight(), settings.limit())
                .keep(average)
                .state();
    }
}
