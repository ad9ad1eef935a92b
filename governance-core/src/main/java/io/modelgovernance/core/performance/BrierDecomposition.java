package io.modelgovernance.core.performance;

import io.modelgovernance.Estimate;
import java.util.Arrays;

/**
 * Murphy's (1973) parts of the Brier score: {@code score = reliability - resolution + uncertainty + within}, where the
 * last is what bins leave out (Stephenson, Coelho and Jolliffe 2008) and 0 if every bin has one probability.
 *
 * @param score the Brier score, 0 is best
 * @param reliability how far probabilities are from what happens, 0 is best
 * @param resolution how far what happens differs between bins, the more the better
 * @param uncertainty the variance of the outcome, which no model changes
 * @param within the rest inside bins, of either sign
 * @param n number of cases
 */
public record BrierDecomposition(
        double score, double reliability, double resolution, double uncertainty, double within, long n) {
    /**
     * Takes the score apart by bins.
     *
     * @param cases outcomes and probabilities, at least one
     * @param bins how cases are put into bins
     * @return the parts; all NaN without cases
     * @throws io.modelgovernance.InvalidInputException if a score is no probability
     */
    public static BrierDecomposition of(LabelledScores cases, CalibrationBins bins) {
        int[] once = once(cases);
        return of(bins.count(cases, once), BinaryMetrics.brier().of(cases, once));
    }

    /**
     * Takes the score apart by distinct probabilities, so that nothing is left within.
     *
     * @param cases outcomes and probabilities, at least one
     * @return the parts; all NaN without cases
     * @throws io.modelgovernance.InvalidInputException if a score is no probability
     */
    public static BrierDecomposition byProbability(LabelledScores cases) {
        double score = BinaryMetrics.brier().of(cases, once(cases));
        BinnedCases bins = new BinnedCases(cases.groupEnd().length);
        int from = 0;
        int group = 0;
        for (int end : cases.groupEnd()) {
            long hits = 0;
            for (int i = from; i < end; i++) {
                hits += cases.positive()[i];
            }
            bins.add(group++, end - from, hits, cases.score()[from]);
            from = end;
        }
        return of(bins, score);
    }

    private static BrierDecomposition of(BinnedCases bins, double score) {
        double n = bins.all();
        double base = Arrays.stream(bins.hits).sum() / n;
        double reliability = 0;
        double resolution = 0;
        for (int i = 0; i < bins.cases.length; i++) {
            if (bins.cases[i] > 0) {
                double share = bins.hits[i] / (double) bins.cases[i];
                double error = bins.sum[i] / bins.cases[i] - share;
                reliability += bins.cases[i] * error * error / n;
                resolution += bins.cases[i] * (share - base) * (share - base) / n;
            }
        }
        double uncertainty = base * (1 - base);
        return new BrierDecomposition(
                score,
                reliability,
                resolution,
                uncertainty,
                score - reliability + resolution - uncertainty,
                bins.all());
    }

    /**
     * The share of the outcome's variance that the model takes away.
     *
     * @return {@code 1 - score / uncertainty}, at most 1; unknown if every case came out the same
     */
    public Estimate skill() {
        return uncertainty > 0
                ? Estimate.exact(1 - score / uncertainty, n, "Brier skill against the base rate of the sample")
                : Estimate.notEnoughData(n, "every case came out the same");
    }

    private static int[] once(LabelledScores cases) {
        int[] once = new int[cases.size()];
        Arrays.fill(once, 1);
        return once;
    }
}
