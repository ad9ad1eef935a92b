package io.modelgovernance.core.performance;

import io.modelgovernance.core.stats.ChiSquare;
import io.modelgovernance.core.stats.Normal;
import java.util.Arrays;

/** Tests whether predicted probabilities are the chances of what happens. Pure and thread-safe. */
public final class CalibrationTests {
    private static final double FEW = 20;

    private CalibrationTests() {}

    /**
     * Spiegelhalter's (1986) test: the calibration part of the Brier score in standard errors. It needs no bins.
     *
     * @param cases outcomes and probabilities
     * @return the normal deviate, positive where positives are more frequent among the low or rarer among the high
     *     probabilities than predicted, and its two-sided p-value; unknown if every probability is 0, a half or 1
     * @throws io.modelgovernance.InvalidInputException if a score is no probability
     */
    public static OutcomeTest spiegelhalter(LabelledScores cases) {
        cases.requireProbabilities();
        double sum = 0;
        double variance = 0;
        for (int i = 0; i < cases.size(); i++) {
            double p = cases.score()[i];
            double weight = 1 - 2 * p;
            sum += (cases.positive()[i] - p) * weight;
            variance += weight * weight * p * (1 - p);
        }
        String name = "Spiegelhalter";
        if (variance == 0) {
            return sum == 0
                    ? OutcomeTest.unknown(name, cases.size(), "every probability is 0, a half or 1")
                    : OutcomeTest.of(name, Math.copySign(Double.POSITIVE_INFINITY, sum), 0, cases.size());
        }
        double z = sum / Math.sqrt(variance);
        return OutcomeTest.of(name, z, Normal.twoSided(z), cases.size());
    }

    /**
     * Hosmer and Lemeshow's (1980) test over groups of about as many cases.
     *
     * @param cases outcomes and probabilities
     * @param groups number of groups, 3 to 10,000; those that stay empty, because probabilities are equal, are left out
     * @param fitted whether the model was fitted on these cases, which costs two degrees of freedom
     * @return the chi-square statistic and its p-value; unknown with fewer than 20 cases a group, or without degrees of
     *     freedom
     * @throws io.modelgovernance.InvalidInputException if a score is no probability or there are too few groups
     */
    public static OutcomeTest hosmerLemeshow(LabelledScores cases, int groups, boolean fitted) {
        String name = "Hosmer-Lemeshow, " + groups + " groups" + (fitted ? ", fitted on these cases" : "");
        int[] once = new int[cases.size()];
        Arrays.fill(once, 1);
        BinnedCases bins = CalibrationBins.equalMass(groups).count(cases, once);
        int kept = 0;
        double statistic = 0;
        for (int i = 0; i < groups; i++) {
            if (bins.cases[i] > 0) {
                kept++;
                double n = bins.cases[i];
                double away = bins.hits[i] - bins.sum[i];
                double variance = bins.sum[i] * (1 - bins.sum[i] / n);
                statistic += away == 0 ? 0 : away * away / Math.max(0, variance);
            }
        }
        int degrees = kept - (fitted ? 2 : 0);
        if (degrees < 1 || cases.size() < FEW * groups) {
            return OutcomeTest.unknown(name, cases.size(), "needs 20 cases a group and 3 groups that hold cases");
        }
        return OutcomeTest.of(name, statistic, ChiSquare.survival(statistic, degrees), cases.size());
    }
}
