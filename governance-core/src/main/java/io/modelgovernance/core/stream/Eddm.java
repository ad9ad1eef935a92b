package io.modelgovernance.core.stream;

/**
 * EDDM, the early drift detection method (Baena-García and others 2006): errors come closer together than they once did.
 *
 * <p>Values are 1 for an error and 0 for none. It is made for slow changes and has no stated rate of false alarms.
 */
public final class Eddm implements StreamDetector {
    static final String FORM = "eddm/1";

    private final Settings settings;
    private long sinceError;
    private long errors;
    private double mean;
    private double squares;
    private double most;

    /**
     * What it is set to.
     *
     * @param minimumErrors errors before it judges, at least 2
     * @param warning share of the greatest distance below which there is a warning, above that of drift and below 1
     * @param drift share below which there is drift, above 0
     */
    public record Settings(int minimumErrors, double warning, double drift) {
        /** Checks the ranges. */
        public Settings {
            Inputs.require(minimumErrors >= 2, "minimum of errors", minimumErrors, "at least 2");
            Inputs.require(drift > 0 && warning >= drift && warning < 1, "warning", warning, "from drift to below 1");
        }

        /**
         * At least 30 errors, warning below 0.95 and drift below 0.90.
         *
         * @return the paper's
         */
        public static Settings defaults() {
            return new Settings(30, 0.95, 0.90);
        }
    }

    private Eddm(Settings settings) {
        this.settings = settings;
    }

    Eddm(Recall recall) {
        this(new Settings(recall.wholeSetting(), recall.setting(), recall.setting()));
        sinceError = recall.count();
        errors = recall.count();
        mean = recall.next();
        squares = recall.next();
        most = recall.next();
    }

    /**
     * An empty one.
     *
     * @param settings the settings
     * @return the detector
     */
    public static Eddm of(Settings settings) {
        return new Eddm(settings);
    }

    @Override
    public Signal update(double value) {
        if (value == 0) {
            sinceError++;
            return Signal.NONE;
        }
        boolean unused = Inputs.error(value);
        sinceError++;
        errors++;
        double away = sinceError - mean;
        mean += away / errors;
        squares += away * (sinceError - mean);
        sinceError = 0;
        double reach = mean + 2 * Math.sqrt(squares / errors);
        if (errors < settings.minimumErrors()) {
            return Signal.NONE;
        }
        most = Math.max(most, reach);
        if (reach < settings.drift() * most) {
            errors = 0;
            mean = 0;
            squares = 0;
            most = 0;
            return Signal.DRIFT;
        }
        return reach < settings.warning() * most ? Signal.WARNING : Signal.NONE;
    }

    @Override
    public DetectorState state() {
        return new Memo(FORM, settings.minimumErrors(), settings.warning(), settings.drift())
                .keep((double) sinceError, (double) errors, mean, squares, most)
                .state();
    }
}
