package io.modelgovernance.risk;

import io.modelgovernance.Estimate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known about a model's risk: answers by factor, measured uncertainty, and flags.
 *
 * <p>What is left out is unknown, and unknown counts as the worst.
 *
 * @param factors score of each factor on the scheme's scale, as a range where it is not known to the point
 * @param uncertainty measured figures by measure, on the scheme's scales
 * @param flags facts that set a floor, such as {@code consequential-decision}
 * @param rationale why, by factor
 */
public record RiskAnswers(
        Map<String, ScoreRange> factors,
        Map<String, Estimate> uncertainty,
        Set<String> flags,
        Map<String, String> rationale) {
    /**
     * Copies, sorted.
     */
    public RiskAnswers {
        factors = java.util.Collections.unmodifiableMap(new TreeMap<>(factors));
        uncertainty = java.util.Collections.unmodifiableMap(new TreeMap<>(uncertainty));
        flags = java.util.Collections.unmodifiableSet(new TreeSet<>(flags));
        rationale = java.util.Collections.unmodifiableMap(new TreeMap<>(rationale));
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
     * @param score on the scheme's scale
     * @param why the reason
     * @return a copy
     */
    public RiskAnswers with(String factor, int score, String why) {
        return between(factor, score, score, why);
    }

    /**
     * With one more factor that is known up to a range; its worse end counts.
     *
     * @param factor the factor's id
     * @param low the least it may be, on the scheme's scale
     * @param high the most it may be
     * @param why the reason
     * @return a copy
     */
    public RiskAnswers between(String factor, int low, int high, String why) {
        Map<String, ScoreRange> scores = new TreeMap<>(factors);
        scores.put(factor, new ScoreRange(low, high));
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

    /**
     * Without a factor: it is unknown then.
     *
     * @param factor the factor's id
     * @return a copy
     */
    public RiskAnswers without(String factor) {
        Map<String, ScoreRange> scores = new TreeMap<>(factors);
        scores.remove(factor);
        return new RiskAnswers(scores, uncertainty, flags, rationale);
    }

    /**
     * Without a flag.
     *
     * @param flag the flag
     * @return a copy
     */
    public RiskAnswers unflagged(String flag) {
        Set<String> fewer = new TreeSet<>(flags);
        fewer.remove(flag);
        return new RiskAnswers(factors, uncertainty, fewer, rationale);
    }
}
