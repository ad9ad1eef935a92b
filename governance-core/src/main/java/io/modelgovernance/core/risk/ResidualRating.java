package io.modelgovernance.core.risk;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.risk.RiskAnswers;
import io.modelgovernance.risk.RiskRating;
import io.modelgovernance.risk.RiskScheme;
import io.modelgovernance.risk.RiskTier;

/**
 * What is left of a rating's inherent risk after controls that have live evidence: for a report beside the tier, which
 * nothing is governed by. If four in five controls have evidence, 15 % of the last axis are taken off, as Canada's
 * Algorithmic Impact Assessment does for mitigation; floors stay.
 *
 * @param tier the residual tier, never stricter than the computed one
 * @param computed the computed tier
 * @param counted the sum of the last axis that was counted, by its worse end
 * @param evidenced controls with evidence
 * @param controls controls that were asked about
 */
public record ResidualRating(RiskTier tier, RiskTier computed, int counted, long evidenced, long controls) {
    private static final int FROM_PERCENT = 80;
    private static final int LEFT_PERCENT = 85;

    /**
     * Works it out.
     *
     * @param scheme the scheme
     * @param answers the answers that the rating rests on
     * @param evidenced controls with live evidence, at most all
     * @param controls all controls asked about, at least 1
     * @return the residual rating
     * @throws InvalidInputException if the counts do not fit, or the answers do not fit the scheme
     */
    public static ResidualRating of(RiskScheme scheme, RiskAnswers answers, long evidenced, long controls) {
        if (evidenced < 0 || controls < 1 || evidenced > controls) {
            throw InvalidInputException.of(
                    "controls with evidence", "are " + evidenced + " of " + controls, "at most all of at least one");
        }
        RiskRating rating = Scorecard.of(scheme).rate(answers);
        int last = rating.axes().size() - 1;
        RiskRating.Axis axis = rating.axes().get(last);
        int high = axis.counted().high();
        boolean deducted = 100 * evidenced >= FROM_PERCENT * controls;
        int counted = deducted ? (int) Math.max(axis.least(), (LEFT_PERCENT * (long) high + 50) / 100) : high;
        int band = AxisScore.band(scheme.axes().get(last), counted, axis.least(), axis.most());
        int tier = last == 0
                ? scheme.tiers().get(band - 1).get(0)
                : scheme.tiers().get(rating.axes().get(0).band().high() - 1).get(band - 1);
        for (RiskScheme.Floor floor : scheme.floors()) {
            tier = answers.flags().contains(floor.flag()) ? Math.min(tier, floor.tier()) : tier;
        }
        return new ResidualRating(RiskTier.of(tier), rating.tier(), counted, evidenced, controls);
    }
}
