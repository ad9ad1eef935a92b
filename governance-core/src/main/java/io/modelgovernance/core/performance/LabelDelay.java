package io.modelgovernance.core.performance;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Proportions;

/**
 * What can be said of a share, such as the accuracy, while labels are missing and nobody knows whether the late ones are
 * like the others. Immutable.
 *
 * @param missing share of the cases without a label, 0 to 1
 * @param ofLabelled the share among the labelled, with its exact 95 % interval: right only if labels are missing at random
 * @param atWorst the share if every missing label turns out a miss, to the share if every one turns out a hit
 * @param whatever the same bounds widened by their exact 95 % intervals: right whatever the missing labels are, if the
 *     window is a sample
 */
public record LabelDelay(double missing, Estimate ofLabelled, Estimate atWorst, Estimate whatever) {
    /**
     * Bounds a share.
     *
     * @param hits labelled cases that are hits, 0 to {@code labelled}
     * @param labelled cases with a label, 0 to {@code all}
     * @param all cases of the window
     * @return the bounds; all unknown without cases; without labels the bounds are 0 and 1
     * @throws InvalidInputException if the counts are out of range
     */
    public static LabelDelay of(long hits, long labelled, long all) {
        if (hits < 0 || labelled < hits || all < labelled) {
            throw InvalidInputException.of(
                    "counts", "are " + hits + " of " + labelled + " of " + all, "hits of the labelled of all");
        }
        Estimate labelledOnly = Proportions.of(hits, labelled, 0.95);
        if (all == 0) {
            return new LabelDelay(0, labelledOnly, labelledOnly, labelledOnly);
        }
        long late = all - labelled;
        double worst = (double) hits / all;
        double best = (double) (hits + late) / all;
        double middle = labelled == 0 ? 0.5 : Math.max(worst, Math.min(best, labelledOnly.value()));
        Estimate bounds =
                Estimate.of(middle, worst, best, 1, all, "worst and best case of " + late + " labels missing");
        Estimate wide = Estimate.of(
                middle,
                Proportions.of(hits, all, 0.95).low(),
                Proportions.of(hits + late, all, 0.95).high(),
                0.95,
                all,
                "worst and best case of " + late + " labels missing, exact intervals");
        return new LabelDelay((double) late / all, labelledOnly, bounds, wide);
    }
}
