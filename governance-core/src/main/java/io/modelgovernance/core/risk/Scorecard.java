package io.modelgovernance.core.risk;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.risk.RiskAnswers;
import io.modelgovernance.risk.RiskRating;
import io.modelgovernance.risk.RiskScorer;
import io.modelgovernance.risk.RiskTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The default scorecard {@code mrm-default/1}: materiality and inherent risk, each a weighted sum of factors scored 1
 * to 4, in integers; a table of both gives the tier; floors only make it stricter.
 *
 * <p>The uncertainty factor is the worst of the measured figures on their scales; a figure counts by the worse end of
 * its interval. What is missing counts 4. The cut-offs are this scheme's own proposal, not a regulator's.
 * Immutable and thread-safe.
 */
public final class Scorecard implements RiskScorer {
    /** Flag of a decision with legal or similarly significant effect on a person. */
    public static final String CONSEQUENTIAL = "consequential-decision";
    /** Flag of a model that adapts itself without review. */
    public static final String SELF_ADAPTING = "self-adapting-unreviewed";
    /** Flag of a version with an open critical finding; the register sets it. */
    public static final String CRITICAL_FINDING = "open-critical-finding";

    private static final String UNCERTAINTY = "uncertainty";

    private record Weight(String axis, String id, int percent) {}

    private record Scale(double one, double two, double three) {
        int score(double value) {
            return value <= one ? 1 : value <= two ? 2 : value <= three ? 3 : 4;
        }
    }

    private static final List<Weight> WEIGHTS = List.of(
            new Weight("materiality", "purpose", 30),
            new Weight("materiality", "exposure", 30),
            new Weight("materiality", "impact", 20),
            new Weight("materiality", "reliance", 20),
            new Weight("inherent", "method", 20),
            new Weight("inherent", "explainability", 15),
            new Weight("inherent", "data", 20),
            new Weight("inherent", "dependencies", 10),
            new Weight("inherent", "change", 10),
            new Weight("inherent", UNCERTAINTY, 25));

    private static final Map<String, Scale> SCALES = Map.of(
            "coverage-shortfall", new Scale(0, 0.01, 0.03),
            "interval-width", new Scale(0.5, 1, 2),
            "calibration-error", new Scale(0.01, 0.03, 0.05),
            "metric-half-width", new Scale(0.02, 0.05, 0.10),
            "decision-flips", new Scale(0.01, 0.03, 0.05),
            "outside-boundaries", new Scale(0.01, 0.03, 0.05));

    private static final int[][] TIERS = {
        {4, 4, 3, 3}, // materiality 1
        {3, 3, 2, 2},
        {3, 2, 1, 1},
        {2, 1, 1, 1}, // materiality 4
    };

    /** Creates the scorecard. */
    public Scorecard() {}

    @Override
    public String scheme() {
        return "mrm-default/1";
    }

    /**
     * The measures of uncertainty this scheme knows.
     *
     * @return their ids, sorted
     */
    public static List<String> measures() {
        return SCALES.keySet().stream().sorted().toList();
    }

    @Override
    public RiskRating rate(RiskAnswers answers) {
        requireKnown(answers);
        List<RiskRating.Factor> factors = new ArrayList<>();
        boolean provisional = false;
        for (Weight weight : WEIGHTS) {
            Optional<Scored> known =
                    weight.id().equals(UNCERTAINTY) ? uncertainty(answers) : answered(answers, weight.id());
            provisional |= known.map(scored -> scored.partly()).orElse(true);
            int score = known.map(Scored::score).orElse(4);
            String source = known.map(Scored::source).orElse("unknown, counted as the worst");
            factors.add(new RiskRating.Factor(weight.axis(), weight.id(), weight.percent(), score, source));
        }
        int materiality = sum(factors, "materiality");
        int inherent = sum(factors, "inherent");
        List<String> floors = new ArrayList<>();
        int tier = TIERS[band(materiality) - 1][band(inherent) - 1];
        tier = floor(answers, CONSEQUENTIAL, 2, tier, floors);
        tier = floor(answers, SELF_ADAPTING, 2, tier, floors);
        tier = floor(answers, CRITICAL_FINDING, 1, tier, floors);
        return new RiskRating(
                scheme(),
                factors,
                materiality,
                band(materiality),
                inherent,
                band(inherent),
                floors,
                RiskTier.of(tier),
                provisional);
    }

    private record Scored(int score, String source, boolean partly) {}

    private static Optional<Scored> answered(RiskAnswers answers, String factor) {
        return Optional.ofNullable(answers.factors().get(factor))
                .map(score -> new Scored(score, answers.rationale().getOrDefault(factor, "answered"), false));
    }

    private static Optional<Scored> uncertainty(RiskAnswers answers) {
        if (answers.uncertainty().isEmpty()) {
            return Optional.empty();
        }
        int worst = 0;
        boolean unknown = false;
        StringBuilder source = new StringBuilder();
        for (Map.Entry<String, Estimate> measure : answers.uncertainty().entrySet()) {
            Estimate value = measure.getValue();
            Scale scale = SCALES.get(measure.getKey());
            int score = value.known() && scale != null ? scale.score(value.high()) : 4;
            unknown |= !value.known();
            worst = Math.max(worst, score);
            source.append(source.isEmpty() ? "" : "; ")
                    .append(measure.getKey())
                    .append(" scores ")
                    .append(score)
                    .append(": ")
                    .append(value);
        }
        return Optional.of(new Scored(worst, source.toString(), unknown));
    }

    private static int sum(List<RiskRating.Factor> factors, String axis) {
        return factors.stream()
                .filter(factor -> factor.axis().equals(axis))
                .mapToInt(factor -> factor.weight() * factor.score())
                .sum();
    }

    private static int band(int sum) {
        return sum <= 175 ? 1 : sum <= 250 ? 2 : sum <= 325 ? 3 : 4;
    }

    private static int floor(RiskAnswers answers, String flag, int strictest, int tier, List<String> floors) {
        if (!answers.flags().contains(flag) || tier <= strictest) {
            return tier;
        }
        floors.add(flag + " makes it tier " + strictest + " instead of " + tier);
        return strictest;
    }

    private static void requireKnown(RiskAnswers answers) {
        List<String> factors = WEIGHTS.stream()
                .map(Weight::id)
                .filter(id -> !id.equals(UNCERTAINTY))
                .toList();
        answers.factors().keySet().forEach(factor -> {
            if (!factors.contains(factor)) {
                throw InvalidInputException.of("factor " + factor, "is not in mrm-default/1", "one of " + factors);
            }
        });
        answers.uncertainty().keySet().forEach(measure -> {
            if (!SCALES.containsKey(measure)) {
                throw InvalidInputException.of("measure " + measure, "is not in mrm-default/1", "one of " + measures());
            }
        });
        List<String> flags = List.of(CONSEQUENTIAL, SELF_ADAPTING, CRITICAL_FINDING);
        answers.flags().forEach(flag -> {
            if (!flags.contains(flag)) {
                throw InvalidInputException.of("flag " + flag, "is not in mrm-default/1", "one of " + flags);
            }
        });
    }
}
