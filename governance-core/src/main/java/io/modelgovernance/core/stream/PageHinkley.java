package io.modelgovernance.core.stream;

/**
 * The Page-Hinkley test (Page 1954; Hinkley 1971): the sum of what values exceed their running mean and a tolerance by,
 * above the least that sum has been.
 *
 * <p>Values are finite. It sees a rise of the mean; for a fall feed the negated values. With variance s^2 it raises a false
 * alarm about once in {@code s^2 / (2 d^2) (exp(2 d t / s^2) - 1 - 2 d t / s^2)} values, for tolerance d and threshold t.
 */
public final class PageHinkley implements StreamDetector {
    static final String FORM = "page-hinkley/1";

    private final Settings settings;
    private long n;
    private double mean;
    private double excess;

    /**
     * What it is set to.
     *
     * @param minimum values before it judges, at least 1
     * @param tolerance change that is let pass, in the values' unit, at least 0
     * @param threshold sum that is drift, in the values' unit, above 0
     */
    public record Settings(int minimum, double tolerance, double threshold) {
        /** Checks the ranges. */
        public Settings {
            Inputs.require(minimum >= 1, "minimum", minimum, "at least 1");
            Inputs.require(tolerance >= 0 && Double.isFinite(tolerance), "tolerance", tolerance, "at least 0");
            Inputs.require(threshold > 0 && Double.isFinite(threshold), "threshold", threshold, "above 0");
        }

        /**
         * For errors of 0 and 1: at least 30 values, tolerance 0.02, threshold 50; at the worst rate, a half, a false alarm
         * about once in a million.
         *
         * @return the defaults
         */
        public static Settings defaults() {
            return new Settings(30, 0.02, 50);
        }
    }

    private PageHinkley(Settings settings) {
        this.settings = settings;
    }

    PageHinkley(Recall recall) {
        this(new Settings(recall.wholeSetting(), recall.setting(), recall.setting()));
        n = recall.count();
        mean = recall.next();
        excess = recall.next();
    }

    /**
     * An empty one.
     *
     * @param settings the settings
     * @return the detector
     */
    public static PageHinkley of(Settings settings) {
        return new PageHinkley(settings);
    }

    @Override
    public Signal update(double value) {
        Inputs.finite(value);
        n++;
        mean += (value - mean) / n;
        excess = Math.max(0, excess + value - mean - settings.tolerance());
        if (n < settings.minimum() || excess <= settings.threshold()) {
            return Signal.NONE;
        }
        n = 0;
        mean = 0;
        excess = 0;
        return Signal.DRIFT;
    }

    @Override
    public DetectorState state() {
        return new Memo(FORM, settings.minimum(), settings.tolerance(), settings.threshold())
                .keep((double) n, mean, excess)
                .state();
    }
}
