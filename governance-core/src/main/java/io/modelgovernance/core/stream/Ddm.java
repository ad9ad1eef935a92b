package io.modelgovernance.core.stream;

/**
 * DDM, the drift detection method (Gama, Medas, Castillo and Rodrigues 2004): the error rate has risen by a number of
 * standard deviations above the least it has been.
 *
 * <p>Values are 1 for an error and 0 for none. Until the first error there is no least rate, so that one error after a
 * perfect start is no drift.
 */
public final class Ddm implements StreamDetector {
    static final String FORM = "ddm/1";

    private final Settings settings;
    private long n;
    private long errors;
    private double leastRate;
    private double leastDeviation;

    /**
     * What it is set to.
     *
     * @param minimum values before it judges, at least 1
     * @param warning standard deviations of a warning, above 0
     * @param drift standard deviations of drift, at least those of a warning
     */
    public record Settings(int minimum, double warning, double drift) {
        /** Checks the ranges. */
        public Settings {
            Inputs.require(minimum >= 1, "minimum", minimum, "at least 1");
            Inputs.require(warning > 0 && drift >= warning, "warning", warning, "above 0, at most that of drift");
        }

        /**
         * At least 30 values, warning at 2 and drift at 3 standard deviations.
         *
         * @return the paper's
         */
        public static Settings defaults() {
            return new Settings(30, 2, 3);
        }
    }

    private Ddm(Settings settings) {
        this.settings = settings;
        reset();
    }

    Ddm(Recall recall) {
        this(new Settings(recall.wholeSetting(), recall.setting(), recall.setting()));
        n = recall.count();
        errors = recall.count();
        leastRate = recall.next();
        leastDeviation = recall.next();
    }

    /**
     * An empty one.
     *
     * @param settings the settings
     * @return the detector
     */
    public static Ddm of(Settings settings) {
        return new Ddm(settings);
    }

    @Override
    public Signal update(double value) {
        errors += Inputs.error(value) ? 1 : 0;
        n++;
        if (n < settings.minimum() || errors == 0) {
            return Signal.NONE;
        }
        double rate = (double) errors / n;
        double deviation = Math.sqrt(rate * (1 - rate) / n);
        if (rate + deviation <= leastRate + leastDeviation) {
            leastRate = rate;
            leastDeviation = deviation;
        }
        if (rate + deviation > leastRate + settings.drift() * leastDeviation && rate > leastRate) {
            reset();
            return Signal.DRIFT;
        }
        return rate + deviation > leastRate + settings.warning() * leastDeviation && rate > leastRate
                ? Signal.WARNING
                : Signal.NONE;
    }

    private void reset() {
        n = 0;
        errors = 0;
        leastRate = Double.POSITIVE_INFINITY;
        leastDeviation = 0;
    }

    @Override
    public DetectorState state() {
        return new Memo(FORM, settings.minimum(), settings.warning(), settings.drift())
                .keep((double) n, (double) errors, leastRate, leastDeviation)
                .state();
    }
}
