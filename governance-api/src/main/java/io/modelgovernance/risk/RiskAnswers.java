package io.modelgovernance.risk;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known about a model's risk: answers by factor, measured uncertainty, and flags.
 *
 * <p>What is left out is unknown, and unknown counts as the worst.
 *
 * @param factors score of each factor, 1 (least) to 4 (worst)
 * @param uncertainty measured figures by measure, on the scheme's scales
 * @param flags facts that set a floor, such as {@code consequential-decision}
 * @param rationale why, by factor
 */
public record RiskAnswers(
        Map<String, Integer> factors,
        Map<String, Estimate> uncertainty,
        Set<String> flags,
        Map<String, String> rationale) {
    /**
     * Checks and copies, sorted.
     *
     * @throws InvalidInputException if a score is not 1 to 4
     */
    public RiskAnswers {
        factors = java.util.Collections.unmodifiableMap(new TreeMap<>(factors));
        uncertainty = java.util.Collections.unmodifiableMap(new TreeMap<>(uncertainty));
        flags = java.util.Collections.unmodifiableSet(new TreeSet<>(flags));
        rationale = java.util.Collections.unmodifiableMap(new TreeMap<>(rationale));
        factors.forEach((factor, score) -> {
            if (score < 1 || score > 4) {
                throw InvalidInputException.of("score of factor " + factor, "is " + score, "1 to 4");
            }
        });
    }

    /**
     * Nothing known yet.
     *
     * @return empty answers
     */
    public static RiskAnswers none() {
        return new RiskAnswers(Map.of(), Map.of(), Set.of(), Map.of());
    }

    /**
     * With one more factor.
     *
     * @param factor the factor's id
     * @param score 1 to 4
     * @param why the reason
     * @return a copy
     */
    public RiskAnswers with(String factor, int score, String why) {
        Map<String, Integer> scores = new TreeMap<>(factors);
        scores.put(factor, score);
        Map<String, String> reasons = new TreeMap<>(rationale);
        reasons.put(factor, why);
        return new RiskAnswers(scores, uncertainty, flags, reasons);
    }

    /**
     * With one more measured uncertainty.
     *
     * @param measure the measure's id
     * @param value what was measured
     * @return a copy
     */
    public RiskAnswers measured(String measure, Estimate value) {
        Map<String, Estimate> measures = new TreeMap<>(uncertainty);
        measures.put(measure, value);
        return new RiskAnswers(factors, measures, flags, rationale);
    }

    /**
     * With one more flag.
     *
     * @param flag the flag
     * @return a copy
     */
    public RiskAnswers flagged(String flag) {
        Set<String> more = new TreeSet<>(flags);
        more.add(flag);
        return new RiskAnswers(factors, uncertainty, more, rationale);
    }
}
