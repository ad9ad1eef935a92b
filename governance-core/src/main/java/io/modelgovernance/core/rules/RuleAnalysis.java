package io.modelgovernance.core.rules;

import io.modelgovernance.policy.Effect;
import io.modelgovernance.policy.Rule;
import io.modelgovernance.policy.RuleSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules that cannot do what their author meant, found without any case: proved over all values of the facts, each on its
 * own. A fact that follows from another, such as a sum, is not known to do so.
 *
 * <p>Rules are compared as if all of them were enforced, without exemptions. Pure.
 */
public final class RuleAnalysis {
    private static final int STEPS = 200_000;

    private final RuleSet rules;
    private final List<Condition> conditions;
    private final List<Flaw> flaws = new ArrayList<>();

    /** What is wrong with a rule. */
    public enum Kind {
        /** Its condition never holds: it can never act. */
        NEVER_ACTS,
        /** Whenever it acts, stricter rules act too: it never decides. */
        OVERRIDDEN,
        /** Whenever it acts, another rule of the same effect does: it could go. */
        REDUNDANT,
        /** Whatever the facts, it acts. */
        ALWAYS_ACTS,
        /** Too many facts meet in it to prove anything; it may be fine. */
        NOT_DECIDED
    }

    /**
     * A rule with what is wrong.
     *
     * @param rule its id
     * @param kind what
     * @param by the rules that make it so, empty if it is the rule by itself
     */
    public record Flaw(String rule, Kind kind, List<String> by) {
        /** Copies the list. */
        public Flaw {
            by = List.copyOf(by);
        }
    }

    private RuleAnalysis(RuleSet rules) {
        this.rules = rules;
        this.conditions = RuleProgram.of(rules).conditions();
    }

    /**
     * Looks for flaws.
     *
     * @param rules the rule set
     * @return at most one flaw a rule, in the order of the set; empty if none was found
     * @throws io.modelgovernance.InvalidInputException if a condition cannot be read
     */
    public static List<Flaw> of(RuleSet rules) {
        RuleAnalysis analysis = new RuleAnalysis(rules);
        for (int i = 0; i < rules.rules().size(); i++) {
            analysis.look(i);
        }
        return List.copyOf(analysis.flaws);
    }

    private void look(int i) {
        Witness.Answer ever = ask(List.of(acts(i, true)));
        if (ever == Witness.Answer.NONE) {
            found(i, Kind.NEVER_ACTS, List.of());
            return;
        }
        List<Witness.Demand> alone = new ArrayList<>(List.of(acts(i, true)));
        List<String> stricter = new ArrayList<>();
        for (int j = 0; j < conditions.size(); j++) {
            if (effect(j).compareTo(effect(i)) > 0) {
                alone.add(acts(j, false));
                stricter.add(id(j));
            }
        }
        Witness.Answer decides = ask(alone);
        if (decides == Witness.Answer.NONE) {
            found(i, Kind.OVERRIDDEN, alwaysWith(i, stricter));
            return;
        }
        for (int j = 0; j < conditions.size(); j++) {
            if (j != i && effect(j) == effect(i) && implied(i, j) && !(j > i && implied(j, i))) {
                found(i, Kind.REDUNDANT, List.of(id(j)));
                return;
            }
        }
        if (ask(List.of(acts(i, false))) == Witness.Answer.NONE) {
            found(i, Kind.ALWAYS_ACTS, List.of());
        } else if (ever == Witness.Answer.OUT_OF_STEPS || decides == Witness.Answer.OUT_OF_STEPS) {
            found(i, Kind.NOT_DECIDED, List.of());
        }
    }

    /** One stricter rule that is enough by itself, else all of them. */
    private List<String> alwaysWith(int i, List<String> stricter) {
        for (int j = 0; j < conditions.size(); j++) {
            if (stricter.contains(id(j)) && implied(i, j)) {
                return List.of(id(j));
            }
        }
        return stricter;
    }

    private boolean implied(int i, int j) {
        return ask(List.of(acts(i, true), acts(j, false))) == Witness.Answer.NONE;
    }

    private Witness.Answer ask(List<Witness.Demand> demands) {
        return new Witness(rules.facts(), demands, STEPS).search();
    }

    private Witness.Demand acts(int i, boolean so) {
        return new Witness.Demand(conditions.get(i), effect(i) != Effect.PERMIT, so);
    }

    private void found(int i, Kind kind, List<String> by) {
        flaws.add(new Flaw(id(i), kind, by));
    }

    private Effect effect(int i) {
        return rule(i).effect();
    }

    private String id(int i) {
        return rule(i).id();
    }

    private Rule rule(int i) {
        return rules.rules().get(i);
    }
}
