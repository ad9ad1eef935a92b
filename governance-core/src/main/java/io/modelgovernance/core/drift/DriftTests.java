package io.modelgovernance.core.drift;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.stats.ChiSquare;
import io.modelgovernance.core.stats.KolmogorovSmirnov;
import io.modelgovernance.core.stats.PopulationStability;
import io.modelgovernance.core.stats.Wasserstein;
import io.modelgovernance.drift.DriftTest;
import io.modelgovernance.drift.DriftTestResult;
import io.modelgovernance.drift.FeatureProfile;
import java.util.Arrays;
import java.util.function.BiFunction;

/** The batch drift tests, each on a frozen reference. All pure and thread-safe. */
public final class DriftTests {
    private static final Estimate NO_P = Estimate.notEnoughData(0, "the statistic has no p-value");

    private DriftTests() {}

    private record NamedTest(String method, int minimum, BiFunction<FeatureProfile, double[], DriftTestResult> compute)
            implements DriftTest {
        @Override
        public DriftTestResult test(FeatureProfile reference, double[] current) {
            double[] present = Columns.present(reference.feature(), current);
            if (present.length < minimum || reference.count() < minimum) {
                Estimate unknown = Estimate.notEnoughData(
                        Math.min(present.length, reference.count()), "needs " + minimum + " values on both sides");
                return new DriftTestResult(method, unknown, unknown, 0);
            }
            return compute.apply(reference, present);
        }
    }

    /**
     * Two-sample Kolmogorov-Smirnov on the reference's sample; its effect is the distance D.
     *
     * @param minimum least number of values on both sides
     * @return the test, for numeric features
     */
    public static DriftTest kolmogorovSmirnov(int minimum) {
        return new NamedTest("kolmogorov-smirnov", minimum, (reference, present) -> {
            double[] sorted = present.clone();
            Arrays.sort(sorted);
            KolmogorovSmirnov.Result result = KolmogorovSmirnov.test(sample(reference), sorted);
            String how = "two-sample KS, " + (result.exact() ? "exact with ties" : "asymptotic");
            return new DriftTestResult(
                    "kolmogorov-smirnov", Estimate.exact(result.d(), present.length, how),
                    Estimate.exact(result.p(), present.length, how), result.d());
        });
    }

    /**
     * Chi-square homogeneity over the frozen bins; its effect is Cramer's V.
     *
     * @param minimum least number of values on both sides
     * @return the test, for any feature
     */
    public static DriftTest chiSquare(int minimum) {
        return new NamedTest("chi-square", minimum, (reference, present) -> {
            ChiSquare.Result result = ChiSquare.homogeneity(
                    Columns.counts(reference.binCounts()), Columns.counts(Columns.bins(reference, present)));
            String how = "chi-square, " + result.degrees() + " degrees of freedom";
            return new DriftTestResult(
                    "chi-square", Estimate.exact(result.statistic(), present.length, how),
                    Estimate.exact(result.p(), present.length, how), result.cramersV());
        });
    }

    /**
     * Population stability index over the frozen bins; its effect is the index.
     *
     * @param minimum least number of values on both sides
     * @return the test, for any feature
     */
    public static DriftTest populationStability(int minimum) {
        return new NamedTest("population-stability-index", minimum, (reference, present) -> {
            Estimate index = PopulationStability.index(
                    Columns.counts(reference.binCounts()), Columns.counts(Columns.bins(reference, present)));
            return new DriftTestResult("population-stability-index", index, NO_P, index.value());
        });
    }

    /**
     * Wasserstein-1 distance to the reference's sample; its effect is the distance in standard deviations of the
     * reference.
     *
     * @param minimum least number of values on both sides
     * @return the test, for numeric features
     */
    public static DriftTest wasserstein(int minimum) {
        return new NamedTest("wasserstein", minimum, (reference, present) -> {
            double[] sorted = present.clone();
            Arrays.sort(sorted);
            double distance = Wasserstein.distance(sample(reference), sorted);
            double sd = reference.standardDeviation();
            double effect = sd > 0 ? distance / sd : distance > 0 ? Double.MAX_VALUE : 0;
            Estimate statistic = Estimate.exact(distance, present.length, "Wasserstein-1 in the feature's unit");
            return new DriftTestResult("wasserstein", statistic, NO_P, effect);
        });
    }

    private static double[] sample(FeatureProfile reference) {
        return reference.sample().stream().mapToDouble(Double::doubleValue).toArray();
    }
}
