package io.modelgovernance.core.drift;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.stats.PopulationStability;
import io.modelgovernance.drift.DriftTest;
import io.modelgovernance.drift.DriftTestResult;
import io.modelgovernance.drift.FeatureProfile;

/**
 * How far values moved between the frozen bins or categories: the population stability index.
 *
 * <p>Its effect is the index. 0.10 and 0.25 are the industry's rule of thumb; the index of a small clean window is about
 * {@code (bins - 1) (1/n + 1/m)} and not 0, so by itself it warns too often below some hundred values. Immutable and thread-safe.
 */
public final class PsiDrift implements DriftTest {
    private static final String METHOD = "psi";
    private static final PsiDrift DEFAULTS = new PsiDrift(50, 0.10, 0.25);

    private final int minimum;
    private final double warning;
    private final double drift;

    private PsiDrift(int minimum, double warning, double drift) {
        this.minimum = minimum;
        this.warning = warning;
        this.drift = drift;
    }

    /**
     * The test with its defaults: at least 50 values on both sides, warning from 0.10 and drift from 0.25.
     *
     * @return the test
     */
    public static PsiDrift withDefaults() {
        return DEFAULTS;
    }

    /**
     * With another minimum.
     *
     * @param values least number of values on both sides, at least 2
     * @return a copy
     * @throws io.modelgovernance.InvalidInputException if it is below 2
     */
    public PsiDrift withMinimumSample(int values) {
        return new PsiDrift(Comparison.requireMinimum(values), warning, drift);
    }

    /**
     * With other thresholds.
     *
     * @param warningFrom least effect that is a warning, above 0
     * @param driftFrom least effect that is drift, at least {@code warningFrom}
     * @return a copy
     * @throws io.modelgovernance.InvalidInputException if they are out of range or out of order
     */
    public PsiDrift withThresholds(double warningFrom, double driftFrom) {
        Comparison.requireThresholds(warningFrom, driftFrom);
        return new PsiDrift(minimum, warningFrom, driftFrom);
    }

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public DriftTestResult test(FeatureProfile reference, double[] current) {
        Comparison comparison = new Comparison(reference, current);
        String threshold = Comparison.bounds(warning, drift);
        if (!comparison.enough(minimum)) {
            return comparison.tooFew(METHOD, minimum, threshold);
        }
        Estimate index = PopulationStability.index(comparison.referenceCounts(), comparison.currentCounts());
        return comparison.result(
                METHOD,
                index,
                Comparison.NO_P,
                index.value(),
                Comparison.bySize(index.value(), warning, drift),
                threshold);
    }
}
