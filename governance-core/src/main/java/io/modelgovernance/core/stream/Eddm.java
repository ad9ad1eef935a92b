package io.modelgovernance.core.stream;

/**
 * EDDM, the early drift detection method (Baena-García and others 2006): errors come closer together than they once did.
 *
 * <p>Values are 1 for an error and 0 for none. How far apart errors once were is the greatest that mean and two standard
 * deviations of their distances have been together; of the first errors it is not taken, for one long distance among
 * few would rule it for good. It is made for slow changes and has no stated rate of false alarms.
 */
public final class Eddm implements StreamDetector {
    static final String FORM = "eddm/2";

    private final Settings settings;
    private long values;
    private long lastError;
    private long errors;
    private double squares;
    private double most;

    /**
     * What it is set to.
     *
     * @param minimum errors before it takes the greatest distance and judges, at least 2
     * @param warning share of the greatest distance below which there is a warning, above that of drift and below 1
     * @param drift share below which there is drift, above 0
     * @param early whether the greatest distance is taken after {@code minimum} values already, as MOA does: with errors
     *     of 0.2 that raises about ten times as many false alarms
     */
    public record Settings(int minimum, double warning, double drift, boolean early) {
        /** Checks the ranges. */
        public Settings {
            Inputs.require(minimum >= 2, "minimum", minimum, "at least 2");
            Inputs.require(drift > 0 && warning >= drift && warning < 1, "warning", warning, "from drift to below 1");
        }

        /**
         * A minimum of 30 errors, warning below 0.95 and drift below 0.90.
         *
         * @return the paper's
         */
        public static Settings defaults() {
            return new Settings(30, 0.95, 0.90, false);
        }
    }

    private Eddm(Settings settings) {
        this.settings = settings;
    }

    Eddm(Recall recall) {
        this(new Settings(recall.wholeSetting(), recall.setting(), recall.setting(), recall.wholeSetting() == 1));
        values = recall.count();
        lastError = recall.count();
        errors = recall.count();
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
            values++;
            return Signal.NONE;
        }
        boolean unused = Inputs.error(value);
        values++;
        errors++;
        double distance = values - lastError;
        squares += distance * distance;
        lastError = values;
        double each = 1.0 / errors;
        double mean = values * each;
        double reach = mean + 2 * Math.sqrt(Math.max(0, squares * each - mean * mean));
        if ((settings.early() ? values : errors) >= settings.minimum() && reach > most) {
            most = reach;
        }
        if (errors <= settings.minimum() || reach >= settings.warning() * most) {
            return Signal.NONE;
        }
        if (reach >= settings.drift() * most) {
            return Signal.WARNING;
        }
        values = 0;
        lastError = 0;
        errors = 0;
        squares = 0;
        most = 0;
        return Signal.DRIFT;
    }

    @Override
    public DetectorState state() {
        return new Memo(FORM, settings.minimum(), settings.warning(), settings.drift(), settings.early() ? 1 : 0)
                .keep((double) values, (double) lastError, (double) errors, squares, most)
                .state();
    }
}
