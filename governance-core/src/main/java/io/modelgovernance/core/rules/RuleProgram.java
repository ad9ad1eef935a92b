package io.modelgovernance.core.rules;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.policy.Effect;
import io.modelgovernance.policy.Fact;
import io.modelgovernance.policy.Rule;
import io.modelgovernance.policy.RuleExemption;
import io.modelgovernance.policy.RuleSet;
import io.modelgovernance.policy.RuleTest;
import io.modelgovernance.policy.RuleVerdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A rule set compiled to flat code. {@link #effect} is for the decision path: it allocates nothing and stops at the
 * first rule of the strictest effect. {@link #explain} says which rule and which fact decided.
 *
 * <p>Immutable and thread-safe; each thread fills its own {@link #row()}.
 */
public final class RuleProgram {
    private final RuleSet rules;
    private final Map<String, Integer> slots = new TreeMap<>();
    private final List<Map<String, Integer>> codes = new ArrayList<>();
    private final List<Compiled> compiled = new ArrayList<>();
    private final Compiled[] enforced;

    private record Compiled(Rule rule, Code code, List<Integer> slots, List<Exempted> exemptions) {
        /** Whether it acts on the facts; {@code found} is what its condition gave. */
        boolean acts(int found, double[] facts, long now) {
            int least = rule.effect() == Effect.PERMIT ? Code.TRUE : Code.UNKNOWN;
            return found >= least && exemption(facts, now) < 0;
        }

        int exemption(double[] facts, long now) {
            for (int i = 0; i < exemptions.size(); i++) {
                Exempted one = exemptions.get(i);
                if (now < one.until() && one.code().run(facts) == Code.TRUE) {
                    return i;
                }
            }
            return -1;
        }
    }

    private record Exempted(RuleExemption exemption, Code code, long until) {}

    private RuleProgram(RuleSet rules, List<RuleExemption> exemptions) {
        this.rules = rules;
        for (Fact fact : rules.facts()) {
            slots.put(fact.name(), slots.size());
            codes.add(new HashMap<>());
        }
        for (Rule rule : rules.rules()) {
            ConditionCompiler.Compiled one = compile("rule " + rule.id(), rule.when());
            List<Exempted> exempted = new ArrayList<>();
            for (RuleExemption exemption : exemptions) {
                if (exemption.ruleSet().equals(rules.name()) && exemption.rule().equals(rule.id())) {
                    Code code = compile("exemption from " + rule.id(), exemption.when())
                            .code();
                    exempted.add(new Exempted(exemption, code, exemption.until().toEpochMilli()));
                }
            }
            compiled.add(new Compiled(rule, one.code(), one.slots(), List.copyOf(exempted)));
        }
        this.enforced = compiled.stream()
                .filter(one -> one.rule().mode() == Rule.Mode.ENFORCE)
                .sorted(Comparator.comparing((Compiled one) -> one.rule().effect())
                        .reversed())
                .toArray(Compiled[]::new);
    }

    private ConditionCompiler.Compiled compile(String what, String when) {
        return ConditionCompiler.compile(what, rules.facts(), slots, codes, when);
    }

    /**
     * Compiles a rule set.
     *
     * @param rules the rules
     * @return the program
     * @throws InvalidInputException if a condition cannot be read, with the place
     */
    public static RuleProgram of(RuleSet rules) {
        return new RuleProgram(rules, List.of());
    }

    /**
     * Compiles a rule set with exemptions from it.
     *
     * @param rules the rules
     * @param exemptions exemptions; those from other sets and rules are passed over
     * @return the program
     * @throws InvalidInputException if a condition cannot be read, with the place
     */
    public static RuleProgram of(RuleSet rules, List<RuleExemption> exemptions) {
        return new RuleProgram(rules, exemptions);
    }

    /**
     * The rules.
     *
     * @return the set it was compiled from
     */
    public RuleSet rules() {
        return rules;
    }

    /**
     * A row for the facts of a case, all of them unknown.
     *
     * @return a new row
     */
    public FactRow row() {
        return new FactRow(rules.facts(), codes, slots);
    }

    /**
     * The slot of a fact.
     *
     * @param fact its name
     * @return its slot, or -1 if the rules do not declare it
     */
    public int slot(String fact) {
        return slots.getOrDefault(fact, -1);
    }

    /**
     * The effect of the enforced rules.
     *
     * @param row a row of this program, not modified
     * @param epochMillis the time, for exemptions
     * @return the strictest effect of the rules that act, or what the set says otherwise
     */
    public Effect effect(FactRow row, long epochMillis) {
        double[] facts = row.values();
        for (Compiled one : enforced) {
            if (one.acts(one.code().run(facts), facts, epochMillis)) {
                return one.rule().effect();
            }
        }
        return rules.otherwise();
    }

    /**
     * The effect with the rules and facts that decided.
     *
     * @param row a row of this program, not modified
     * @param at the time, for exemptions
     * @return the verdict; its effect equals {@link #effect}
     */
    public RuleVerdict explain(FactRow row, Instant at) {
        long now = at.toEpochMilli();
        Effect effect = effect(row, now);
        boolean surely = false;
        List<RuleVerdict.Acted> acted = new ArrayList<>();
        for (Compiled one : compiled) {
            int found = one.code().run(row.values());
            if (found == Code.FALSE || (found == Code.UNKNOWN && one.rule().effect() == Effect.PERMIT)) {
                continue;
            }
            int exempt = one.exemption(row.values(), now);
            boolean decides = exempt < 0
                    && one.rule().mode() == Rule.Mode.ENFORCE
                    && one.rule().effect() == effect;
            surely |= decides && found == Code.TRUE;
            acted.add(acted(one, found, exempt, row));
        }
        boolean byRule = acted.stream().anyMatch(one -> decides(one, effect));
        return new RuleVerdict(rules.id(), effect, surely || !byRule, acted);
    }

    private static boolean decides(RuleVerdict.Acted one, Effect effect) {
        return one.mode() == Rule.Mode.ENFORCE && one.exemption().isEmpty() && one.effect() == effect;
    }

    private RuleVerdict.Acted acted(Compiled one, int found, int exempt, FactRow row) {
        Map<String, String> facts = new TreeMap<>();
        one.slots().forEach(slot -> facts.put(rules.facts().get(slot).name(), row.show(slot)));
        return new RuleVerdict.Acted(
                one.rule().id(),
                one.rule().effect(),
                one.rule().mode(),
                found == Code.TRUE,
                facts,
                one.rule().because(),
                exempt < 0 ? "" : one.exemptions().get(exempt).exemption().reason());
    }

    /**
     * Runs the tests that the set carries.
     *
     * @return one sentence a test that failed, empty if all passed
     */
    public List<String> failures() {
        List<String> failures = new ArrayList<>();
        for (RuleTest test : rules.tests()) {
            FactRow row = row();
            test.given().forEach(row::set);
            RuleVerdict verdict = explain(row, Instant.EPOCH);
            List<String> by =
                    verdict.decisive().stream().map(RuleVerdict.Acted::rule).toList();
            if (verdict.effect() != test.expect()
                    || !(test.by().isEmpty() || test.by().equals(by))) {
                failures.add("Test " + test.name() + " of " + rules.id() + " expects " + test.expect()
                        + (test.by().isEmpty() ? "" : " by " + test.by()) + " but gets " + verdict.effect() + " by "
                        + by
                        + ".");
            }
        }
        return failures;
    }
}
