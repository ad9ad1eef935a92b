package io.modelgovernance.core.performance;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.stats.Proportions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Predicted probability against what happened, bin by bin.
 *
 * @param bins how cases were put into bins
 * @param points the bins that hold cases, by ascending probability
 * @param expectedError mean over the cases of the distance in their bin (ECE); NaN without cases
 * @param greatestError the greatest distance of a bin (MCE)
 */
public record ReliabilityCurve(CalibrationBins bins, List<Point> points, double expectedError, double greatestError) {
    /**
     * One bin.
     *
     * @param predicted mean probability of its cases
     * @param observed share of positives with its exact binomial interval
     */
    public record Point(double predicted, Estimate observed) {
        /**
         * Whether what was predicted could be true.
         *
         * @return true if the interval holds the mean probability
         */
        public boolean plausible() {
            return observed.low() <= predicted && predicted <= observed.high();
        }
    }

    /** Copies. */
    public ReliabilityCurve {
        points = List.copyOf(points);
    }

    /**
     * Draws the curve.
     *
     * @param cases outcomes and probabilities
     * @param bins how to put cases into bins
     * @param level confidence level of each bin's interval, between 0 and 1
     * @return the curve
     * @throws io.modelgovernance.InvalidInputException if a score is no probability or the level is out of range
     */
    public static ReliabilityCurve of(LabelledScores cases, CalibrationBins bins, double level) {
        int[] once = new int[cases.size()];
        Arrays.fill(once, 1);
        BinnedCases counted = bins.count(cases, once);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < bins.number(); i++) {
            if (counted.cases[i] > 0) {
                points.add(new Point(
                        counted.sum[i] / counted.cases[i], Proportions.of(counted.hits[i], counted.cases[i], level)));
            }
        }
        return new ReliabilityCurve(bins, points, counted.expectedError(), counted.greatestError());
    }
}
