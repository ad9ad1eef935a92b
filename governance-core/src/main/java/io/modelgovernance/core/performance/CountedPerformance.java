package io.modelgovernance.core.performance;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.stats.Auc;
import io.modelgovernance.core.stats.Proportions;
import java.util.function.ToLongFunction;

/**
 * Realised and expected metrics of counted scores. Decisions at a threshold in thousandths are counted exactly; for the AUC
 * scores of one thousandth are taken as equal, and an expected metric takes each probability as the middle of its
 * thousandth, so it is off by at most a two-thousandth for accuracy. Pure and thread-safe.
 */
public final class CountedPerformance {
    private final ScoreCounts counts;
    private final int from;
    private final double level;

    /**
     * Takes counts.
     *
     * @param counts scores and labels
     * @param threshold cases of at least this score are selected, 0 to 1, in thousandths
     * @param level confidence level of the intervals, between 0 and 1
     */
    public CountedPerformance(ScoreCounts counts, double threshold, double level) {
        this.counts = counts;
        this.from = (int) Math.rint(threshold * ScoreCounts.GRID);
        this.level = level;
    }

    /**
     * Right decisions among the labelled.
     *
     * @return with the exact interval
     */
    public Estimate accuracy() {
        long hits = sum(true, ScoreBin::positive);
        long rejections = sum(false, ScoreBin::negative);
        return Proportions.of(hits + rejections, counts.labelled(), level);
    }

    /**
     * Positives among the selected.
     *
     * @return with the exact interval; unknown if none is selected
     */
    public Estimate precision() {
        long hits = sum(true, ScoreBin::positive);
        return Proportions.of(hits, hits + sum(true, ScoreBin::negative), level);
    }

    /**
     * Selected among the positives.
     *
     * @return with the exact interval; unknown without positives
     */
    public Estimate recall() {
        long hits = sum(true, ScoreBin::positive);
        return Proportions.of(hits, hits + sum(false, ScoreBin::positive), level);
    }

    /**
     * Harmonic mean of both: {@code 2 j / (1 + j)} where j is the share of hits among what is selected or positive, and so
     * is its exact interval.
     *
     * @return with that interval; unknown if none is selected or positive
     */
    public Estimate f1() {
        long hits = sum(true, ScoreBin::positive);
        long wrong = sum(true, ScoreBin::negative) + sum(false, ScoreBin::positive);
        Estimate share = Proportions.of(hits, hits + wrong, level);
        return share.known()
                ? Estimate.of(
                        ofShare(share.value()),
                        ofShare(share.low()),
                        ofShare(share.high()),
                        level,
                        share.n(),
                        "F1, exact interval of the share of hits")
                : share;
    }

    private static double ofShare(double share) {
        return 2 * share / (1 + share);
    }

    /**
     * Area under the ROC curve.
     *
     * @return with DeLong's interval; unknown with fewer than two cases of a class
     */
    public Estimate auc() {
        return Auc.ofCounts(
                counts.bins().stream().mapToLong(ScoreBin::positive).toArray(),
                counts.bins().stream().mapToLong(ScoreBin::negative).toArray(),
                level);
    }

    /**
     * The same before labels.
     *
     * @return what is expected of the scored cases; unknown without cases
     */
    public ExpectedPerformance expected() {
        double[] probability = counts.bins().stream()
                .mapToDouble(bin -> (bin.at() + 0.5) / ScoreCounts.GRID)
                .toArray();
        long[] cases = counts.bins().stream().mapToLong(ScoreBin::scored).toArray();
        return ExpectedPerformance.ofCounts(probability, cases, from / (double) ScoreCounts.GRID, level);
    }

    private long sum(boolean selected, ToLongFunction<ScoreBin> count) {
        return counts.bins().stream()
                .filter(bin -> bin.at() >= from == selected)
                .mapToLong(count)
                .sum();
    }
}
