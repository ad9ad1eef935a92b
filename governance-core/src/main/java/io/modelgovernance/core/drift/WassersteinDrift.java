package io.modelgovernance.core.drift;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.stats.Wasserstein;
import io.modelgovernance.drift.DriftTest;
import io.modelgovernance.drift.DriftTestResult;
import io.modelgovernance.drift.FeatureProfile;

/**
 * How far the values of a number moved: the Wasserstein-1 distance to the reference's sample.
 *
 * <p>Its effect is the distance in standard deviations of the reference; the statistic is in the feature's unit. The
 * thresholds are a convention of this library. If the reference was constant, any distance is drift. Immutable and thread-safe.
 */
public final class WassersteinDrift implements DriftTest {
    private static final String METHOD = "wasserstein";
    private static final WassersteinDrift DEFAULTS = new WassersteinDrift(50, 0.10, 0.25);

    private final int minimum;
    private final double warning;
    private final double drift;

    private WassersteinDrift(int minimum, double warning, double drift) {
        this.minimum = minimum;
        this.warning = warning;
        this.drift = drift;
    }

    /**
     * The test with its defaults: at least 50 values on both sides, warning from 0.10 and drift from 0.25.
     *
     * @return the test
     */
    public static WassersteinDrift withDefaults() {
        return DEFAULTS;
    }

    /**
     * With another minimum.
     *
     * @param values least number of values on both sides, at least 2
     * @return a copy
     * @throws io.modelgovernance.InvalidInputException if it is below 2
     */
    public WassersteinDrift withMinimumSample(int values) {
        return new WassersteinDrift(Comparison.requireMinimum(values), warning, drift);
    }

    /**
     * With other thresholds.
     *
     * @param warningFrom least effect that is a warning, above 0
     * @param driftFrom least effect that is drift, at least {@code warningFrom}
     * @return a copy
     * @throws io.modelgovernance.InvalidInputException if they are out of range or out of order
     */
    public WassersteinDrift withThresholds(double warningFrom, double driftFrom) {
        Comparison.requireThresholds(warningFrom, driftFrom);
        return new WassersteinDrift(minimum, warningFrom, driftFrom);
    }

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public DriftTestResult test(FeatureProfile reference, double[] current) {
        Comparison comparison = new Comparison(reference, current).requireNumeric(METHOD);
        String threshold = Comparison.bounds(warning, drift);
        if (!comparison.enough(minimum)) {
            return comparison.tooFew(METHOD, minimum, threshold);
        }
        double distance = Wasserstein.distance(comparison.sample(), comparison.values());
        double effect = distance == 0 ? 0 : Math.min(Double.MAX_VALUE, distance / reference.standardDeviation());
        return comparison.result(
                METHOD,
                Estimate.exact(distance, comparison.count(), "Wasserstein-1 in the feature's unit"),
                Comparison.NO_P,
                effect,
                Comparison.bySize(effect, warning, drift),
                threshold);
    }
}
