package io.modelgovernance.core.drift;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.stats.ChiSquare;
import io.modelgovernance.drift.DriftTest;
import io.modelgovernance.drift.DriftTestResult;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.drift.FeatureProfile;
import java.util.Locale;

/**
 * Whether values fall into the frozen bins or categories as they did: Pearson's chi-square test of homogeneity.
 *
 * <p>Its effect is Cramer's V. The rarest bins are pooled until five cases are expected in each, so categories that are
 * new but rare are not told from other rare ones; the monitor tests their share by itself. By itself it alarms on
 * any great window for a change of any size; the monitor joins it with the size of the change. Immutable and thread-safe.
 */
public final class ChiSquareDrift implements DriftTest {
    private static final String METHOD = "chi-square";
    private static final ChiSquareDrift DEFAULTS = new ChiSquareDrift(50, 0.01);

    private final int minimum;
    private final double level;

    private ChiSquareDrift(int minimum, double level) {
        this.minimum = minimum;
        this.level = level;
    }

    /**
     * The test with its defaults: at least 50 values on both sides, level 0.01.
     *
     * @return the test
     */
    public static ChiSquareDrift withDefaults() {
        return DEFAULTS;
    }

    /**
     * With another minimum.
     *
     * @param values least number of values on both sides, at least 2
     * @return a copy
     * @throws io.modelgovernance.InvalidInputException if it is below 2
     */
    public ChiSquareDrift withMinimumSample(int values) {
        return new ChiSquareDrift(Comparison.requireMinimum(values), level);
    }

    /**
     * With another level.
     *
     * @param alpha greatest p-value that is drift, between 0 and 1
     * @return a copy
     * @throws io.modelgovernance.InvalidInputException if it is out of range
     */
    public ChiSquareDrift withLevel(double alpha) {
        return new ChiSquareDrift(minimum, Comparison.requireLevel(alpha));
    }

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public DriftTestResult test(FeatureProfile reference, double[] current) {
        Comparison comparison = new Comparison(reference, current);
        String threshold = String.format(Locale.ROOT, "drift up to p = %.4g", level);
        if (!comparison.enough(minimum)) {
            return comparison.tooFew(METHOD, minimum, threshold);
        }
        ChiSquare.Result result = ChiSquare.pooled(comparison.referenceCounts(), comparison.currentCounts());
        long n = comparison.count();
        String how = "chi-square, " + result.degrees() + " degrees of freedom, rare bins pooled";
        return comparison.result(
                METHOD,
                Estimate.exact(result.statistic(), n, how),
                Estimate.exact(result.p(), n, how),
                result.cramersV(),
                result.p() <= level ? DriftVerdict.DRIFT : DriftVerdict.STABLE,
                threshold);
    }
}
