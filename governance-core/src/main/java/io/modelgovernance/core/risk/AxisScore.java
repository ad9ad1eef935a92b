package io.modelgovernance.core.risk;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.risk.RiskAnswers;
import io.modelgovernance.risk.RiskRating;
import io.modelgovernance.risk.RiskScheme;
import io.modelgovernance.risk.ScoreRange;
import java.util.ArrayList;
import java.util.List;

/** The sum and band of one axis, in whole numbers. */
final class AxisScore {
    private static final String UNKNOWN = "unknown, counted as the worst";

    private AxisScore() {}

    static RiskRating.Axis of(RiskScheme.Axis axis, RiskAnswers answers) {
        List<RiskRating.Factor> factors = new ArrayList<>(axis.factors().size());
        int low = 0;
        int high = 0;
        int least = 0;
        int most = 0;
        for (RiskScheme.Factor factor : axis.factors()) {
            RiskRating.Factor scored =
                    factor.evidence().isEmpty() ? answered(factor, answers) : measured(factor, answers);
            factors.add(scored);
            low += factor.weight() * scored.score().low();
            high += factor.weight() * scored.score().high();
            least += factor.weight() * factor.least();
            most += factor.weight() * factor.most();
        }
        ScoreRange sum = new ScoreRange(low, high);
        List<RiskRating.Factor> mitigations = new ArrayList<>();
        ScoreRange counted = axis.discount()
                .map(discount -> discounted(discount, answers, sum, mitigations))
                .orElse(sum);
        ScoreRange band =
                new ScoreRange(band(axis, counted.low(), least, most), band(axis, counted.high(), least, most));
        return new RiskRating.Axis(axis.id(), factors, mitigations, sum, counted, least, most, band);
    }

    static int band(RiskScheme.Axis axis, int sum, int least, int most) {
        int band = 1;
        for (int cut : axis.cuts()) {
            band += 100L * (sum - least) > (long) cut * (most - least) ? 1 : 0;
        }
        return band;
    }

    private static RiskRating.Factor answered(RiskScheme.Factor factor, RiskAnswers answers) {
        ScoreRange score = answers.factors().get(factor.id());
        if (score == null) {
            ScoreRange all = new ScoreRange(factor.least(), factor.most());
            return new RiskRating.Factor(factor.id(), factor.weight(), all, false, UNKNOWN, List.of());
        }
        if (score.low() < factor.least() || score.high() > factor.most()) {
            throw InvalidInputException.of(
                    "score of factor " + factor.id(), "is " + score, factor.least() + " to " + factor.most());
        }
        String source = answers.rationale().getOrDefault(factor.id(), "answered");
        return new RiskRating.Factor(factor.id(), factor.weight(), score, true, source, List.of());
    }

    private static RiskRating.Factor measured(RiskScheme.Factor factor, RiskAnswers answers) {
        List<RiskRating.Measure> measures = new ArrayList<>();
        boolean known = true;
        ScoreRange worst = ScoreRange.of(factor.least());
        for (RiskScheme.Evidence kind : factor.evidence()) {
            int before = measures.size();
            for (RiskScheme.Scale scale : kind.scales()) {
                Estimate value = answers.uncertainty().get(scale.measure());
                if (value != null) {
                    measures.add(
                            new RiskRating.Measure(kind.id(), scale.measure(), value, score(factor, scale, value)));
                    known &= value.known();
                }
            }
            if (measures.size() == before) {
                Estimate none = Estimate.notEnoughData(0, "not measured");
                ScoreRange all = new ScoreRange(factor.least(), factor.most());
                measures.add(new RiskRating.Measure(kind.id(), "", none, all));
                known = false;
            }
        }
        for (RiskRating.Measure measure : measures) {
            worst = worst.worse(measure.score());
        }
        return new RiskRating.Factor(factor.id(), factor.weight(), worst, known, source(measures), measures);
    }

    private static ScoreRange score(RiskScheme.Factor factor, RiskScheme.Scale scale, Estimate value) {
        return value.known()
                ? new ScoreRange(points(factor, scale, value.low()), points(factor, scale, value.high()))
                : new ScoreRange(factor.least(), factor.most());
    }

    private static int points(RiskScheme.Factor factor, RiskScheme.Scale scale, double value) {
        int points = factor.least();
        for (double cut : scale.cuts()) {
            points += value > cut || (!scale.inclusive() && value == cut) ? 1 : 0;
        }
        return points;
    }

    private static String source(List<RiskRating.Measure> measures) {
        StringBuilder text = new StringBuilder();
        for (RiskRating.Measure measure : measures) {
            text.append(text.isEmpty() ? "" : "; ");
            if (measure.measure().isEmpty()) {
                text.append(measure.evidence()).append(' ').append(UNKNOWN);
            } else {
                text.append(measure.measure())
                        .append(" scores ")
                        .append(measure.score().high());
            }
        }
        return text.toString();
    }

    /** Less mitigation is worse: its worse end is the lower one, and what is unknown is the least. */
    private static ScoreRange discounted(
            RiskScheme.Discount discount, RiskAnswers answers, ScoreRange sum, List<RiskRating.Factor> mitigations) {
        long low = 0;
        long high = 0;
        long most = 0;
        for (RiskScheme.Factor factor : discount.mitigations()) {
            RiskRating.Factor scored = answered(factor, answers);
            mitigations.add(scored);
            low += (long) factor.weight() * scored.score().low();
            high += (long) factor.weight() * scored.score().high();
            most += (long) factor.weight() * factor.most();
        }
        boolean surely = 100 * low >= discount.fromPercent() * most;
        boolean perhaps = 100 * high >= discount.fromPercent() * most;
        return new ScoreRange(
                perhaps ? less(discount, sum.low()) : sum.low(), surely ? less(discount, sum.high()) : sum.high());
    }

    private static int less(RiskScheme.Discount discount, int sum) {
        return (int) (((100L - discount.percentOff()) * sum + 50) / 100);
    }
}
