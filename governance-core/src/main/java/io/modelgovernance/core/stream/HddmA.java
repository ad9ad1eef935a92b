package io.modelgovernance.core.stream;

/**
 * HDDM with averages (Frías-Blanco and others 2015, A-test): Hoeffding's bound between the mean up to the best cut and
 * the mean of all says that the mean has risen, or fallen.
 *
 * <p>Values lie in [0, 1]. It assumes nothing else of them but independence.
 */
public final class HddmA implements StreamDetector {
    static final String FORM = "hddm-a/1";

    private final Settings settings;
    private final double logDrift;
    private final double logDriftTwice;
    private final double logWarningTwice;
    private long n;
    private double sum;
    private long leastN;
    private double leastSum;
    private long mostN;
    private double mostSum;
    /** Of the best cuts: means, and their ends by Hoeffding's bound. */
    private double leastMean;

    private double leastEnd;
    private double mostMean;
    private double mostEnd;

    /**
     * What it is set to.
     *
     * @param drift confidence of drift, between 0 and 1
     * @param warning confidence of a warning, from that of drift to below 1
     * @param twoSided whether a fall is drift as well; if not, it starts over in silence, so that a later rise is seen
     */
    public record Settings(double drift, double warning, boolean twoSided) {
        /** Checks the ranges. */
        public Settings {
            Inputs.level("confidence of drift", drift);
            Inputs.require(
                    warning >= drift && warning < 1, "confidence of a warning", warning, "from drift to below 1");
        }

        /**
         * Drift 0.001, warning 0.005, rises only.
         *
         * @return the paper's
         */
        public static Settings defaults() {
            return new Settings(0.001, 0.005, false);
        }
    }

    private HddmA(Settings settings) {
        this.settings = settings;
        logDrift = StrictMath.log(1 / settings.drift());
        logDriftTwice = StrictMath.log(2 / settings.drift());
        logWarningTwice = StrictMath.log(2 / settings.warning());
        reset();
    }

    HddmA(Recall recall) {
        this(new Settings(recall.setting(), recall.setting(), recall.wholeSetting() == 1));
        n = recall.count();
        sum = recall.next();
        leastN = recall.count();
        leastSum = recall.next();
        mostN = recall.count();
        mostSum = recall.next();
        if (leastN > 0) {
            leastMean = leastSum / leastN;
            leastEnd = leastMean + bound(leastN);
        }
        if (mostN > 0) {
            mostMean = mostSum / mostN;
            mostEnd = mostMean - bound(mostN);
        }
    }

    /**
     * An empty one.
     *
     * @param settings the settings
     * @return the detector
     */
    public static HddmA of(Settings settings) {
        return new HddmA(settings);
    }

    @Override
    public Signal update(double value) {
        sum += Inputs.share(value);
        n++;
        double mean = sum / n;
        double bound = bound(n);
        if (mean + bound <= leastEnd) {
            leastN = n;
            leastSum = sum;
            leastMean = mean;
            leastEnd = mean + bound;
        }
        if (mean - bound >= mostEnd) {
            mostN = n;
            mostSum = sum;
            mostMean = mean;
            mostEnd = mean - bound;
        }
        double rise = mean - leastMean;
        double fall = mostMean - mean;
        boolean risen = beyond(rise, leastN, logDriftTwice);
        if (risen || beyond(fall, mostN, logDriftTwice)) {
            reset();
            return risen || settings.twoSided() ? Signal.DRIFT : Signal.NONE;
        }
        boolean falling = settings.twoSided() && beyond(fall, mostN, logWarningTwice);
        return falling || beyond(rise, leastN, logWarningTwice) ? Signal.WARNING : Signal.NONE;
    }

    private double bound(long values) {
        return Math.sqrt(logDrift / (2 * values));
    }

    private void reset() {
        n = 0;
        sum = 0;
        leastN = 0;
        leastSum = 0;
        mostN = 0;
        mostSum = 0;
        leastEnd = Double.POSITIVE_INFINITY;
        mostEnd = Double.NEGATIVE_INFINITY;
    }

    /** Corollary of the paper: a mean of the first {@code cut} of n values differs from that of all with confidence. */
    private boolean beyond(double difference, long cut, double log) {
        return difference > 0 && cut < n && difference * difference * 2 * cut * n >= ((double) n - cut) * log;
    }

    @Override
    public DetectorState state() {
        return new Memo(FORM, settings.drift(), settings.warning(), settings.twoSided() ? 1 : 0)
                .keep((double) n, sum, (double) leastN, leastSum, (double) mostN, mostSum)
                .state();
    }
}
