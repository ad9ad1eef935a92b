package io.modelgovernance.core.uncertainty;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.performance.BinaryMetrics;
import io.modelgovernance.core.performance.CalibrationBins;
import io.modelgovernance.core.performance.LabelledScores;
import io.modelgovernance.core.stats.Auc;
import io.modelgovernance.core.stats.Proportions;
import io.modelgovernance.core.stats.Resampling;
import io.modelgovernance.serving.DecisionRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What recorded decisions whose outcome is known by now say about a version's uncertainty, so that it can be rated again by
 * how it does and not by how it did in validation.
 *
 * <p>Who was declined has no outcome: these are figures of those who were accepted. Immutable and thread-safe.
 */
public final class OutcomeMeasures {
    private static final double LEVEL = 0.95;
    private static final int BINS = 10;

    private final boolean[] happened;
    private final double[] score;
    private final double[] low;
    private final double[] high;
    private final long seed;

    private OutcomeMeasures(boolean[] happened, double[] score, double[] low, double[] high, long seed) {
        this.happened = happened;
        this.score = score;
        this.low = low;
        this.high = high;
        this.seed = seed;
    }

    /**
     * Joins decisions with their outcomes; those without a score or an outcome are passed over.
     *
     * @param decisions the decisions
     * @param outcomes by decision, whether what the score gives the probability of happened
     * @param seed seed of every resample
     * @return the measures
     */
    public static OutcomeMeasures of(List<DecisionRecord> decisions, Map<String, Boolean> outcomes, long seed) {
        List<DecisionRecord> known = decisions.stream()
                .filter(one -> Double.isFinite(one.score()) && outcomes.containsKey(one.id()))
                .toList();
        boolean[] happened = new boolean[known.size()];
        for (int i = 0; i < happened.length; i++) {
            happened[i] = outcomes.getOrDefault(known.get(i).id(), false);
        }
        return new OutcomeMeasures(
                happened,
                known.stream().mapToDouble(DecisionRecord::score).toArray(),
                known.stream().mapToDouble(DecisionRecord::low).toArray(),
                known.stream().mapToDouble(DecisionRecord::high).toArray(),
                seed);
    }

    /**
     * How many decisions have an outcome.
     *
     * @return at least 0
     */
    public int size() {
        return score.length;
    }

    /**
     * How well the scores rank what happened.
     *
     * @return AUC with DeLong's interval; unknown without both outcomes
     */
    public Estimate auc() {
        return Auc.of(happened, score);
    }

    /**
     * How far the scores are from the rates of what happened.
     *
     * @return expected calibration error over ten bins of as many cases each, with its bootstrap interval; unknown if a
     *     score is no probability
     */
    public Estimate calibrationError() {
        if (Arrays.stream(score).anyMatch(one -> one < 0 || one > 1)) {
            return Estimate.notEnoughData(size(), "a score is no probability");
        }
        LabelledScores cases = LabelledScores.of(happened, score);
        return cases.percentile(
                BinaryMetrics.calibrationError(CalibrationBins.equalMass(BINS)), Resampling.of(size(), seed));
    }

    /**
     * How often the recorded interval held what happened, 1 if it did and 0 if not: for intervals made of sets of labels,
     * see {@link ConformalIntervals#toLabels}.
     *
     * @return the share with its exact interval; a decision without an interval counts as one that did not hold, for an
     *     empty set leaves none. Unknown if no decision has one
     */
    public Estimate coverage() {
        long held = 0;
        boolean any = false;
        for (int i = 0; i < score.length; i++) {
            double truth = happened[i] ? 1 : 0;
            any |= !Double.isNaN(low[i]);
            held += low[i] <= truth && truth <= high[i] ? 1 : 0;
        }
        return any
                ? Proportions.of(held, score.length, LEVEL)
                : Estimate.notEnoughData(0, "no decision has an interval");
    }
}
