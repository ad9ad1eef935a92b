package io.modelgovernance.core.drift;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.stats.KolmogorovSmirnov;
import io.modelgovernance.drift.DriftTest;
import io.modelgovernance.drift.DriftTestResult;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.drift.FeatureProfile;
import java.util.Locale;

/**
 * Whether a number is distributed as it was: the two-sample Kolmogorov-Smirnov test on the reference's sample.
 *
 * <p>Its effect is the distance D. By itself it alarms on any great window for a change of any size; the monitor joins it
 * with the size of the change. A reference of which only a sample was kept counts with the size of that sample, which
 * errs to the safe side. Immutable and thread-safe.
 */
public final class KsDrift implements DriftTest {
    private static final String METHOD = "ks";
    private static final KsDrift DEFAULTS = new KsDrift(50, 0.01);

    private final int minimum;
    private final double level;

    private KsDrift(int minimum, double level) {
        this.minimum = minimum;
        this.level = level;
    }

    /**
     * The test with its defaults: at least 50 values on both sides, level 0.01.
     *
     * @return the test
     */
    public static KsDrift withDefaults() {
        return DEFAULTS;
    }

    /**
     * With another minimum.
     *
     * @param values least number of values on both sides, at least 2
     * @return a copy
     * @throws io.modelgovernance.InvalidInputException if it is below 2
     */
    public KsDrift withMinimumSample(int values) {
        return new KsDrift(Comparison.requireMinimum(values), level);
    }

    /**
     * With another level.
     *
     * @param alpha greatest p-value that is drift, between 0 and 1
     * @return a copy
     * @throws io.modelgovernance.InvalidInputException if it is out of range
     */
    public KsDrift withLevel(double alpha) {
        return new KsDrift(minimum, Comparison.requireLevel(alpha));
    }

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public DriftTestResult test(FeatureProfile reference, double[] current) {
        Comparison comparison = new Comparison(reference, current).requireNumeric(METHOD);
        String threshold = String.format(Locale.ROOT, "drift up to p = %.4g", level);
        if (!comparison.enough(minimum)) {
            return comparison.tooFew(METHOD, minimum, threshold);
        }
        KolmogorovSmirnov.Result result = KolmogorovSmirnov.test(comparison.sample(), comparison.values());
        long n = comparison.count();
        String how = "two-sample Kolmogorov-Smirnov, " + (result.exact() ? "exact with ties" : "limit distribution");
        return comparison.result(
                METHOD,
                Estimate.exact(result.d(), n, how),
                Estimate.exact(result.p(), n, how),
                result.d(),
                result.p() <= level ? DriftVerdict.DRIFT : DriftVerdict.STABLE,
                threshold);
    }
}
