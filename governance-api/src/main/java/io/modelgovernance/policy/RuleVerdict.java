package io.modelgovernance.policy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a rule set says about some facts, and which rule and which fact decided.
 *
 * @param ruleSet name and version of the set
 * @param effect the effect of the enforced rules
 * @param known false if some enforced rule acted only because a fact it asks about is unknown, and none acted for sure
 * @param acted every rule whose condition held or could not be told, in order of the set, enforced or not
 */
public record RuleVerdict(String ruleSet, Effect effect, boolean known, List<Acted> acted) {
    /** Copies the list. */
    public RuleVerdict {
        acted = List.copyOf(acted);
    }

    /**
     * A rule whose condition held, or could not be told.
     *
     * @param rule its id
     * @param effect its effect
     * @param mode whether it was enforced
     * @param known false if its condition could not be told
     * @param facts the facts its condition asks about with their values, {@code unknown} where there is none
     * @param because what people are told
     * @param exemption why it did not act after all; empty if it did
     */
    public record Acted(
            String rule,
            Effect effect,
            Rule.Mode mode,
            boolean known,
            Map<String, String> facts,
            String because,
            String exemption) {
        /** Copies, sorted. */
        public Acted {
            facts = Collections.unmodifiableMap(new TreeMap<>(facts));
        }

        @Override
        public String toString() {
            return rule + " (" + because + "; " + facts + (exemption.isEmpty() ? "" : "; exempt: " + exemption) + ")";
        }
    }

    /**
     * The enforced rules that gave the effect.
     *
     * @return them, empty if it is the effect of no rule
     */
    public List<Acted> decisive() {
        return acted.stream()
                .filter(one ->
                        one.mode() == Rule.Mode.ENFORCE && one.exemption().isEmpty() && one.effect() == effect)
                .toList();
    }
}
