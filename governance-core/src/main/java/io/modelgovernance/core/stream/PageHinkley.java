package io.modelgovernance.core.stream;

/**
 * The Page-Hinkley test (Page 1954; Hinkley 1971): the sum of what values exceed their running mean and a tolerance by,
 * above the least that sum has been. The sum may fade, so that what was long ago counts less.
 *
 * <p>Values are finite. It sees a rise of the mean; for a fall feed the negated values. With variance s^2 it raises, without fading, a false
 * alarm about once in {@code s^2 / (2 d^2) (exp(2 d t / s^2) - 1 - 2 d t / s^2)} values, for tolerance d and threshold t.
 */
public final class PageHinkley implements StreamDetector {
    static final String FORM = "page-hinkley/2";

    private final Settings settings;
    private long n;
    private double total;
    private double sum;
    private double least;

    /**
     * What it is set to.
     *
     * @param minimum values before it judges, at least 1
     * @param tolerance change that is let pass, in the values' unit, at least 0
     * @param threshold sum that is drift, in the values' unit, above 0
     * @param fading what the sum is multiplied by before each value, above 0, at most 1 (it does not fade)
     */
    public record Settings(int minimum, double tolerance, double threshold, double fading) {
        /** Checks the ranges. */
        public Settings {
            Inputs.require(minimum >= 1, "minimum", minimum, "at least 1");
            Inputs.require(tolerance >= 0 && Double.isFinite(tolerance), "tolerance", tolerance, "at least 0");
            Inputs.require(threshold > 0 && Double.isFinite(threshold), "threshold", threshold, "above 0");
            Inputs.require(fading > 0 && fading <= 1, "fading", fading, "above 0, at most 1");
        }

        /**
         * For errors of 0 and 1: at least 30 values, tolerance 0.02, threshold 50, no fading; at the worst rate, a half, a
         * false alarm about once in a million.
         *
         * @return the defaults
         */
        public static Settings defaults() {
            return new Settings(30, 0.02, 50, 1);
        }
    }

    private PageHinkley(Settings settings) {
        this.settings = settings;
    }

    PageHinkley(Recall recall) {
        this(new Settings(recall.wholeSetting(), recall.setting(), recall.setting(), recall.setting()));
        n = recall.count();
        total = recall.next();
        sum = recall.next();
        least = recall.next();
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
        total += Inputs.finite(value);
        n++;
        sum = settings.fading() * sum + (value - total / n - settings.tolerance());
        least = Math.min(least, sum);
        if (n < settings.minimum() || sum - least <= settings.threshold()) {
            return Signal.NONE;
        }
        n = 0;
        total = 0;
        sum = 0;
        least = 0;
        return Signal.DRIFT;
    }

    @Override
    public DetectorState state() {
        return new Memo(FORM, settings.minimum(), settings.tolerance(), settings.threshold(), settings.fading())
                .keep((double) n, total, sum, least)
                .state();
    }
}
