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
    private long n;
    private double sum;
    private long leastN;
    private double leastSum;
    private long mostN;
    private double mostSum;

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
    }

    HddmA(Recall recall) {
        this(new Settings(recall.setting(), recall.setting(), recall.wholeSetting() == 1));
        n = recall.count();
        sum = recall.next();
        leastN = recall.count();
        leastSum = recall.next();
        mostN = recall.count();
        mostSum = recall.next();
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
        double log = StrictMath.log(1 / settings.drift());
        double mean = sum / n;
        double bound = Math.sqrt(log / (2 * n));
        if (leastN == 0 || mean + bound <= leastSum / leastN + Math.sqrt(log / (2 * leastN))) {
            leastN = n;
            leastSum = sum;
        }
        if (mostN == 0 || mean - bound >= mostSum / mostN - Math.sqrt(log / (2 * mostN))) {
            mostN = n;
            mostSum = sum;
        }
        double rise = mean - leastSum / leastN;
        double fall = mostSum / mostN - mean;
        boolean risen = beyond(rise, leastN, settings.drift());
        if (risen || beyond(fall, mostN, settings.drift())) {
            n = 0;
            sum = 0;
            leastN = 0;
            leastSum = 0;
            mostN = 0;
            mostSum = 0;
            return risen || settings.twoSided() ? Signal.DRIFT : Signal.NONE;
        }
        boolean falling = settings.twoSided() && beyond(fall, mostN, settings.warning());
        return falling || beyond(rise, leastN, settings.warning()) ? Signal.WARNING : Signal.NONE;
    }

    /** Corollary of the paper: a mean of the first {@code cut} of n values differs from that of all with confidence. */
    private boolean beyond(double difference, long cut, double confidence) {
        if (difference <= 0 || cut == n) {
            return false;
        }
        double m = ((double) n - cut) / cut / n;
        return difference >= Math.sqrt(m / 2 * StrictMath.log(2 / confidence));
    }

    @Override
    public DetectorState state() {
        return new Memo(FORM, settings.drift(), settings.warning(), settings.twoSided() ? 1 : 0)
                .keep((double) n, sum, (double) leastN, leastSum, (double) mostN, mostSum)
                .state();
    }
}
