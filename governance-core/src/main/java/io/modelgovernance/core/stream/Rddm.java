package io.modelgovernance.core.stream;

/**
 * RDDM, the reactive drift detection method (Barros, Cabral, Gonçalves and Santos 2017): {@link Ddm} which forgets old
 * values of a long stable stretch, so that it does not grow deaf, and which takes a long warning for a drift. The least
 * rate of the stretch stays what it was when old values are forgotten, so that it is quicker to alarm from then on.
 *
 * <p>Values are 1 for an error and 0 for none. After a drift it starts with the values since its warning began,
 * after a long warning with the last one.
 */
public final class Rddm implements StreamDetector {
    static final String FORM = "rddm/2";

    private final Settings settings;
    private final byte[] kept;
    private int first;
    private int stored;
    private int sinceWarning;
    private long n;
    private long errors;
    private double leastRate;
    private double leastDeviation;
    private double rate;
    private double deviation;

    /**
     * What it is set to.
     *
     * @param minimum values before it judges, at least 1
     * @param warning standard deviations of a warning, above 0
     * @param drift standard deviations of drift, at least those of a warning
     * @param longest values after which a stretch without warning is cut down, at least {@code kept}
     * @param kept values it is cut down to, at least 1
     * @param longestWarning values in warning after which it is a drift, at least 1
     */
    public record Settings(int minimum, double warning, double drift, int longest, int kept, int longestWarning) {
        /** Checks the ranges. */
        public Settings {
            Inputs.require(minimum >= 1, "minimum", minimum, "at least 1");
            Inputs.require(warning > 0 && drift >= warning, "warning", warning, "above 0, at most that of drift");
            Inputs.require(kept >= 1 && longest >= kept, "longest stretch", longest, "at least what is kept");
            Inputs.require(longestWarning >= 1, "longest warning", longestWarning, "at least 1");
        }

        /**
         * The paper's: 129 values, 1.773 and 2.258 standard deviations, 40,000 cut down to 7,000, 1,400 in warning.
         *
         * @return the defaults
         */
        public static Settings defaults() {
            return new Settings(129, 1.773, 2.258, 40_000, 7_000, 1_400);
        }
    }

    private Rddm(Settings settings) {
        this.settings = settings;
        this.kept = new byte[settings.kept()];
        leastRate = Double.POSITIVE_INFINITY;
    }

    Rddm(Recall recall) {
        this(new Settings(
                recall.wholeSetting(),
                recall.setting(),
                recall.setting(),
                recall.wholeSetting(),
                recall.wholeSetting(),
                recall.wholeSetting()));
        sinceWarning = recall.whole();
        n = recall.count();
        errors = recall.count();
        leastRate = recall.next();
        leastDeviation = recall.next();
        stored = recall.whole();
        Inputs.require(stored <= kept.length, "number of values", stored, "at most " + kept.length);
        for (int i = 0; i < stored; i++) {
            kept[i] = (byte) recall.whole();
        }
    }

    /**
     * An empty one.
     *
     * @param settings the settings
     * @return the detector
     */
    public static Rddm of(Settings settings) {
        return new Rddm(settings);
    }

    @Override
    public Signal update(double value) {
        byte error = (byte) (Inputs.error(value) ? 1 : 0);
        store(error);
        count(error);
        if (!measured()) {
            return Signal.NONE;
        }
        boolean higher = rate > leastRate;
        if (higher && rate + deviation > leastRate + settings.drift() * leastDeviation) {
            return drift(sinceWarning + 1);
        }
        if (higher && rate + deviation > leastRate + settings.warning() * leastDeviation) {
            sinceWarning++;
            return sinceWarning > settings.longestWarning() ? drift(1) : Signal.WARNING;
        }
        sinceWarning = 0;
        if (n >= settings.longest()) {
            countKept();
        }
        return Signal.NONE;
    }

    /** Starts anew with the last values. */
    private Signal drift(int last) {
        int keep = Math.min(stored, last);
        first = (first + stored - keep) % kept.length;
        stored = keep;
        sinceWarning = 0;
        leastRate = Double.POSITIVE_INFINITY;
        leastDeviation = 0;
        n = 0;
        errors = 0;
        for (int i = 0; i < stored; i++) {
            count(kept[(first + i) % kept.length]);
            boolean unused = measured();
        }
        return Signal.DRIFT;
    }

    /** Forgets what is not kept. */
    private void countKept() {
        n = 0;
        errors = 0;
        for (int i = 0; i < stored; i++) {
            count(kept[(first + i) % kept.length]);
        }
    }

    private void count(byte error) {
        n++;
        errors += error;
    }

    /** Whether there are enough values for a rate; it and the least one are up to date then. */
    private boolean measured() {
        if (n < settings.minimum() || errors == 0) {
            return false;
        }
        rate = (double) errors / n;
        deviation = Math.sqrt(rate * (1 - rate) / n);
        if (rate + deviation <= leastRate + leastDeviation) {
            leastRate = rate;
            leastDeviation = deviation;
        }
        return true;
    }

    private void store(byte value) {
        if (stored == kept.length) {
            kept[first] = value;
            first = first + 1 == kept.length ? 0 : first + 1;
        } else {
            kept[(first + stored) % kept.length] = value;
            stored++;
        }
    }

    @Override
    public DetectorState state() {
        Memo memo = new Memo(
                FORM,
                settings.minimum(),
                settings.warning(),
                settings.drift(),
                settings.longest(),
                settings.kept(),
                settings.longestWarning());
        memo.keep(sinceWarning, (double) n, (double) errors, leastRate, leastDeviation, stored);
        for (int i = 0; i < stored; i++) {
            memo.keep(kept[(first + i) % kept.length]);
        }
        return memo.state();
    }
}
