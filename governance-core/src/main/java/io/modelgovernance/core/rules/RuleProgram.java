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
import java.util.Arrays;
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
    private static final int YES = -1;
    private static final int NO = -2;

    private final RuleSet rules;
    private final Map<String, Integer> slots = new TreeMap<>();
    private final List<Map<String, Integer>> codes = new ArrayList<>();
    private final List<Compiled> compiled = new ArrayList<>();
    private final Compiled[] enforced;
    private final RuleIndex enforcedIndex;
    private final Compiled[] onTrial;
    private final RuleIndex trialIndex;
    private final Code code = new Code();

    /** A rule with where its condition begins, once for whether it may hold and once for whether it surely does. */
    private record Compiled(
            Rule rule, Condition condition, int may, int surely, List<Integer> slots, List<Exempted> exemptions) {
        /** Who permits must be sure; to refer or deny it is enough that the condition may hold. */
        boolean actsUnknown() {
            return rule.effect() != Effect.PERMIT;
        }

        int begin() {
            return actsUnknown() ? may : surely;
        }
    }

    private record Exempted(RuleExemption exemption, int begin, long until) {}

    private RuleProgram(RuleSet rules, List<RuleExemption> exemptions) {
        this.rules = rules;
        for (Fact fact : rules.facts()) {
            slots.put(fact.name(), slots.size());
            codes.add(new HashMap<>());
        }
        for (Rule rule : rules.rules()) {
            compiled.add(compile(rule, exemptions));
        }
        this.enforced = compiled.stream()
                .filter(one -> one.rule().mode() == Rule.Mode.ENFORCE)
                .sorted(Comparator.comparing((Compiled one) -> one.rule().effect())
                        .reversed())
                .toArray(Compiled[]::new);
        this.enforcedIndex = index(enforced);
        this.onTrial = compiled.stream()
                .filter(one -> one.rule().mode() != Rule.Mode.ENFORCE)
                .toArray(Compiled[]::new);
        this.trialIndex = index(onTrial);
    }

    private RuleIndex index(Compiled[] some) {
        boolean[] may = new boolean[some.length];
        for (int i = 0; i < some.length; i++) {
            may[i] = some[i].actsUnknown();
        }
        return new RuleIndex(
                slots.size(), Arrays.stream(some).map(Compiled::condition).toList(), may);
    }

    private Compiled compile(Rule rule, List<RuleExemption> exemptions) {
        ConditionReader.Read read = read("rule " + rule.id(), rule.when());
        List<Exempted> exempted = new ArrayList<>();
        for (RuleExemption exemption : exemptions) {
            if (exemption.ruleSet().equals(rules.name()) && exemption.rule().equals(rule.id())) {
                Condition when =
                        read("exemption from " + rule.id(), exemption.when()).condition();
                int begin = code.add(when, false, YES, NO);
                exempted.add(new Exempted(exemption, begin, exemption.until().toEpochMilli()));
            }
        }
        int may = code.add(read.condition(), true, YES, NO);
        int surely = code.add(read.condition(), false, YES, NO);
        return new Compiled(rule, read.condition(), may, surely, read.slots(), List.copyOf(exempted));
    }

    private ConditionReader.Read read(String what, String when) {
        return ConditionReader.read(what, rules.facts(), slots, codes, when);
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

    /** The conditions of the rules, in their order. */
    List<Condition> conditions() {
        return compiled.stream().map(Compiled::condition).toList();
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
        int acting = first(enforced, enforcedIndex, row, epochMillis);
        return acting < 0 ? rules.otherwise() : enforced[acting].rule().effect();
    }

    /** The first rule that acts and that no exemption holds back, or -1. */
    private int first(Compiled[] some, RuleIndex index, FactRow row, long now) {
        double[] facts = row.values();
        int[] cells = row.cells();
        index.locate(facts, cells);
        int at = index.next(0, cells);
        while (at >= 0 && !(code.run(some[at].begin(), facts) == YES && exemption(some[at], facts, now) < 0)) {
            at = index.next(at + 1, cells);
        }
        return at;
    }

    /**
     * Whether the condition of a rule that is only observed or warned of holds or cannot be told, so that it is worth
     * asking {@link #explain}. Allocates nothing.
     *
     * @param row a row of this program, not modified
     * @return true if there is one
     */
    public boolean onTrial(FactRow row) {
        return first(onTrial, trialIndex, row, Long.MAX_VALUE) >= 0;
    }

    private int exemption(Compiled rule, double[] facts, long now) {
        for (int i = 0; i < rule.exemptions().size(); i++) {
            Exempted one = rule.exemptions().get(i);
            if (now < one.until() && code.run(one.begin(), facts) == YES) {
                return i;
            }
        }
        return -1;
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
            boolean known = code.run(one.surely(), row.values()) == YES;
            boolean may = code.run(one.may(), row.values()) == YES;
            if (!known && !(may && one.actsUnknown())) {
                continue;
            }
            RuleVerdict.Acted noted = acted(one, known, exemption(one, row.values(), now), row);
            surely |= known && decides(noted, effect);
            acted.add(noted);
        }
        boolean byRule = acted.stream().anyMatch(one -> decides(one, effect));
        return new RuleVerdict(rules.id(), effect, surely || !byRule, acted);
    }

    private static boolean decides(RuleVerdict.Acted one, Effect effect) {
        return one.mode() == Rule.Mode.ENFORCE && one.exemption().isEmpty() && one.effect() == effect;
    }

    private RuleVerdict.Acted acted(Compiled one, boolean known, int exempt, FactRow row) {
        Map<String, String> facts = new TreeMap<>();
        one.slots().forEach(slot -> facts.put(rules.facts().get(slot).name(), row.show(slot)));
        return new RuleVerdict.Acted(
                one.rule().id(),
                one.rule().effect(),
                one.rule().mode(),
                known,
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
