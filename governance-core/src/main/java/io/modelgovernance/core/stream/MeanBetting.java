package io.modelgovernance.core.stream;

import java.util.Arrays;

/**
 * An anytime-valid test that the mean of values in [0, 1] stays within bounds: money bet against it, which grows only if
 * it does not (Waudby-Smith and Ramdas 2024; Ville 1939).
 *
 * <p>However often one looks, and however long, the chance that it ever says {@link Signal#DRIFT} while every value's mean,
 * given those before it, lies within the bounds is at most {@code alpha}. Bets of several sizes are placed on both sides,
 * and part of the money is held back for every later start, as the change may come late. It does not start over: drift
 * stays drift. A warning is a tenth of the evidence.
 */
public final class MeanBetting implements StreamDetector {
    static final String FORM = "mean-betting/1";

    private static final double[] SIZES = {0.05, 0.1, 0.2, 0.4, 0.8};
    private static final double MOST = 1e250;

    private final Settings settings;
    private final double[] stakes = new double[2 * SIZES.length];
    private long n;
    private boolean drifted;

    /**
     * What it is set to.
     *
     * @param lower least mean without drift, at least 0 and below 1
     * @param upper greatest mean without drift, above 0 and at most 1, at least {@code lower}
     * @param alpha greatest chance of ever a false alarm, between 0 and 1
     */
    public record Settings(double lower, double upper, double alpha) {
        /** Checks the ranges. */
        public Settings {
            Inputs.require(lower >= 0 && lower < 1, "lower bound", lower, "at least 0, below 1");
            Inputs.require(upper > 0 && upper <= 1 && upper >= lower, "upper bound", upper, "above 0, not below lower");
            Inputs.level("alpha", alpha);
        }
    }

    private MeanBetting(Settings settings) {
        this.settings = settings;
    }

    MeanBetting(Recall recall) {
        this(new Settings(recall.setting(), recall.setting(), recall.setting()));
        n = recall.count();
        drifted = recall.whole() == 1;
        System.arraycopy(recall.values(stakes.length), 0, stakes, 0, stakes.length);
    }

    /**
     * A new one.
     *
     * @param settings the settings
     * @return the detector
     */
    public static MeanBetting of(Settings settings) {
        return new MeanBetting(settings);
    }

    @Override
    public Signal update(double value) {
        Inputs.share(value);
        n++;
        double fresh = 1.0 / n / (n + 1.0) / stakes.length;
        double above = (value - settings.upper()) / settings.upper();
        double below = (settings.lower() - value) / (1 - settings.lower());
        for (int i = 0; i < SIZES.length; i++) {
            stakes[i] = Math.min(MOST, (stakes[i] + fresh) * (1 + SIZES[i] * above));
            stakes[i + SIZES.length] = Math.min(MOST, (stakes[i + SIZES.length] + fresh) * (1 + SIZES[i] * below));
        }
        double evidence = evidence();
        drifted |= evidence >= 1 / settings.alpha();
        return drifted ? Signal.DRIFT : evidence >= 0.1 / settings.alpha() ? Signal.WARNING : Signal.NONE;
    }

    /**
     * The e-value: how many times the money is that was begun with. Its inverse is an anytime-valid p-value.
     *
     * @return at least 0
     */
    public double evidence() {
        return 1.0 / (n + 1.0) + Arrays.stream(stakes).sum();
    }

    @Override
    public DetectorState state() {
        return new Memo(FORM, settings.lower(), settings.upper(), settings.alpha())
                .keep((double) n, drifted ? 1 : 0)
                .keep(stakes)
                .state();
    }
}
