package io.modelgovernance.core.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleProgramTest {
    private static final List<Fact> FACTS =
            List.of(Fact.number("amount"), Fact.number("score"), Fact.text("product"), Fact.truth("vip"));
    private static final RuleSet SET = RuleSet.of("credit", "1", FACTS);
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    private static Effect effect(RuleSet rules, String... facts) {
        RuleProgram program = RuleProgram.of(rules);
        FactRow row = row(program, facts);
        Effect effect = program.effect(row, NOW.toEpochMilli());
        assertEquals(effect, program.explain(row, NOW).effect(), "the fast way and the explained one agree");
        return effect;
    }

    private static FactRow row(RuleProgram program, String... facts) {
        FactRow row = program.row();
        for (int i = 0; i < facts.length; i += 2) {
            row.set(facts[i], facts[i + 1]);
        }
        return row;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amount > 50000                               | true",
                "amount >= 60000                              | true",
                "amount < 60000                               | false",
                "amount <= 60000 and score != 0.5             | false",
                "amount = 6e4                                 | true",
                "product = 'car'                              | true",
                "product != 'car'                             | false",
                "product != 'never named'                     | true",
                "product in ('home', 'car')                   | true",
                "amount in (1, 2)                             | false",
                "vip = false                                  | true",
                "not vip = true and score exists              | true",
                "not (amount > 1 and score > 1)               | true",
                "amount > 100000 or score = 0.5 or vip = true | true",
                "amount > 1 and (score > 1 or vip = false)    | true",
                "NOT amount > 1 OR score > 1                  | false",
            })
    void conditionsMeanWhatTheySay(String when, boolean holds) {
        Effect effect = effect(
                SET.with(Rule.deny("one", when, "test")),
                "amount",
                "60000",
                "score",
                "0.5",
                "product",
                "car",
                "vip",
                "false");
        assertEquals(holds ? Effect.DENY : Effect.PERMIT, effect);
    }

    @Test
    void theStrictestRuleThatActsOverrides() {
        RuleSet rules = SET.with(Rule.permit("small", "amount < 100", "small"))
                .with(Rule.refer("middle", "amount >= 50", "middle"))
                .with(Rule.deny("large", "amount >= 1000", "large"));
        assertEquals(Effect.PERMIT, effect(rules, "amount", "10"));
        assertEquals(Effect.REFER, effect(rules, "amount", "60"));
        assertEquals(Effect.DENY, effect(rules, "amount", "1000"));
        RuleSet closed = rules.otherwise(Effect.DENY);
        assertEquals(Effect.PERMIT, effect(closed, "amount", "10"));
        assertEquals(Effect.DENY, effect(closed.as("2").with(Rule.permit("x", "vip = true", "vip"))));
    }

    @Test
    void theUnknownNeverPasses() {
        RuleSet rules = SET.with(Rule.refer("large", "amount > 50000 and product = 'car'", "large"));
        assertEquals(Effect.REFER, effect(rules));
        assertEquals(Effect.REFER, effect(rules, "amount", "60000"));
        assertEquals(Effect.PERMIT, effect(rules, "amount", "1"), "one half is false, so the other does not matter");
        assertEquals(Effect.PERMIT, effect(rules, "product", "home"));
        RuleSet closed = SET.with(Rule.permit("vip", "vip = true", "vip")).otherwise(Effect.DENY);
        assertEquals(Effect.DENY, effect(closed));
        assertEquals(Effect.PERMIT, effect(closed, "vip", "true"));
        assertEquals(Effect.PERMIT, effect(SET.with(Rule.deny("gap", "not (amount exists)", "gap")), "amount", "1"));
        assertEquals(Effect.DENY, effect(SET.with(Rule.deny("gap", "not (amount exists)", "gap"))));
    }

    @Test
    void theVerdictSaysWhichFactDecided() {
        RuleProgram program = RuleProgram.of(SET.with(Rule.refer("large", "amount > 50000", "large loans are seen"))
                .with(Rule.deny("risky", "score > 0.9", "too risky")));
        RuleVerdict verdict = program.explain(row(program, "amount", "60000", "score", "0.2"), NOW);
        assertEquals(Effect.REFER, verdict.effect());
        assertTrue(verdict.known());
        assertEquals("credit/1", verdict.ruleSet());
        assertEquals(1, verdict.decisive().size());
        RuleVerdict.Acted acted = verdict.decisive().get(0);
        assertEquals("large", acted.rule());
        assertEquals(Map.of("amount", "60000"), acted.facts());
        assertEquals("large loans are seen", acted.because());
        RuleVerdict unknown = program.explain(row(program, "score", "0.2"), NOW);
        assertFalse(unknown.known());
        assertEquals(Map.of("amount", "unknown"), unknown.decisive().get(0).facts());
        RuleVerdict nothing = program.explain(row(program, "score", "0.2", "amount", "1"), NOW);
        assertEquals(Effect.PERMIT, nothing.effect());
        assertTrue(nothing.known());
        assertEquals(List.of(), nothing.acted());
    }

    @Test
    void whatIsObservedOrWarnedDoesNotAct() {
        RuleSet rules = SET.with(Rule.deny("new", "amount > 10", "new").in(Rule.Mode.OBSERVE))
                .with(Rule.refer("soon", "amount > 10", "soon").in(Rule.Mode.WARN));
        assertEquals(Effect.PERMIT, effect(rules, "amount", "11"));
        RuleProgram program = RuleProgram.of(rules);
        RuleVerdict verdict = program.explain(row(program, "amount", "11"), NOW);
        assertEquals(
                List.of(Rule.Mode.OBSERVE, Rule.Mode.WARN),
                verdict.acted().stream().map(RuleVerdict.Acted::mode).toList());
        assertEquals(List.of(), verdict.decisive());
    }

    @Test
    void anExemptionEnds() {
        RuleSet rules = SET.with(Rule.deny("large", "amount > 10", "large"));
        RuleExemption exemption =
                new RuleExemption("credit", "large", "product = 'home'", NOW, "pilot 7", "ana", "ben");
        RuleProgram program = RuleProgram.of(rules, List.of(exemption));
        FactRow home = row(program, "amount", "11", "product", "home");
        assertEquals(Effect.PERMIT, program.effect(home, NOW.toEpochMilli() - 1));
        assertEquals(Effect.DENY, program.effect(home, NOW.toEpochMilli()));
        assertEquals(
                "pilot 7",
                program.explain(home, NOW.minusMillis(1)).acted().get(0).exemption());
        assertEquals(Effect.DENY, program.effect(row(program, "amount", "11"), NOW.toEpochMilli() - 1));
        RuleProgram other = RuleProgram.of(rules.with(Rule.deny("b", "amount > 10", "")), List.of(exemption));
        assertEquals(Effect.DENY, other.effect(row(other, "amount", "11", "product", "home"), NOW.toEpochMilli() - 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "income > 1",
                "amount >",
                "amount > 'x'",
                "amount > true",
                "product > 'a'",
                "vip < true",
                "product = 7",
                "amount > 1 and",
                "amount > 1 score < 1",
                "(amount > 1",
                "amount in ()",
                "amount in (1, 'a')",
                "amount between 1",
                "amount > 1e999",
                "vip",
                "amount ; drop"
            })
    void whatCannotBeReadIsRefusedWithTheRule(String when) {
        RuleSet rules = SET.with(Rule.deny("bad-one", when, ""));
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> RuleProgram.of(rules));
        assertTrue(refused.getMessage().contains("rule bad-one"), refused::getMessage);
        assertTrue(refused.getMessage().contains("at character"), refused::getMessage);
    }

    @Test
    void deepNestingAndLongConditionsAreRefused() {
        String deep = "(".repeat(30) + "amount > 1" + ")".repeat(30);
        assertThrows(InvalidInputException.class, () -> RuleProgram.of(SET.with(Rule.deny("deep", deep, ""))));
        String wide = "amount > 1" + " or amount > 1".repeat(1_000);
        assertThrows(InvalidInputException.class, () -> RuleProgram.of(SET.with(Rule.deny("wide", wide, ""))));
        String fits = "(".repeat(24) + "amount > 1" + ")".repeat(24) + " or amount < 0".repeat(250);
        assertEquals(Effect.DENY, effect(SET.with(Rule.deny("fits", fits, "")), "amount", "2"));
    }

    @Test
    void factsAreTyped() {
        FactRow row = RuleProgram.of(SET).row();
        assertThrows(InvalidInputException.class, () -> row.set("income", "1"));
        assertThrows(InvalidInputException.class, () -> row.set("amount", "much"));
        assertThrows(InvalidInputException.class, () -> row.set("amount", "NaN"));
        assertThrows(InvalidInputException.class, () -> row.set("amount", "Infinity"));
        assertThrows(InvalidInputException.class, () -> row.set("vip", "yes"));
        assertThrows(InvalidInputException.class, () -> row.set(2, 1.0));
        assertThrows(InvalidInputException.class, () -> row.set(0, true));
        assertThrows(InvalidInputException.class, () -> row.set(0, "1"));
        assertEquals(-1, RuleProgram.of(SET).slot("income"));
        assertEquals(2, RuleProgram.of(SET).slot("product"));
    }

    @Test
    void aSetCarriesItsTests() {
        RuleSet rules = SET.with(Rule.refer("large", "amount > 50000", "large"))
                .with(new RuleTest("large", Map.of("amount", "60000"), Effect.REFER, List.of("large")))
                .with(new RuleTest("small", Map.of("amount", "1"), Effect.PERMIT, List.of()));
        assertEquals(List.of(), RuleProgram.of(rules).failures());
        List<String> failures = RuleProgram.of(
                        rules.with(new RuleTest("wrong", Map.of("amount", "1"), Effect.DENY, List.of("large"))))
                .failures();
        assertEquals(List.of("Test wrong of credit/1 expects DENY by [large] but gets PERMIT by []."), failures);
    }

    @Test
    void namesAreDistinct() {
        assertThrows(
                InvalidInputException.class,
                () -> SET.with(Rule.deny("a", "vip = true", "")).with(Rule.refer("a", "vip = true", "")));
        List<Fact> twice = List.of(Fact.number("x"), Fact.text("x"));
        assertThrows(InvalidInputException.class, () -> RuleSet.of("a", "1", twice));
        assertThrows(InvalidInputException.class, () -> Fact.number("two words"));
        assertThrows(InvalidInputException.class, () -> Fact.number("7up"));
        assertThrows(InvalidInputException.class, () -> Rule.deny("a", " ", ""));
    }

    /** A random condition with its meaning in Kleene's logic, by plain recursion. */
    private record Meant(String text, int value) {}

    private static Meant meant(Random random, Map<String, Double> facts, int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(4);
        if (kind == 0) {
            String fact = random.nextBoolean() ? "amount" : "score";
            int bound = random.nextInt(5);
            Double value = facts.get(fact);
            return new Meant(fact + " > " + bound, value == null ? 1 : value > bound ? 2 : 0);
        } else if (kind == 1) {
            Meant inner = meant(random, facts, depth - 1);
            return new Meant("not (" + inner.text() + ")", 2 - inner.value());
        }
        Meant left = meant(random, facts, depth - 1);
        Meant right = meant(random, facts, depth - 1);
        return kind == 2
                ? new Meant("(" + left.text() + ") and (" + right.text() + ")", Math.min(left.value(), right.value()))
                : new Meant("(" + left.text() + ") or (" + right.text() + ")", Math.max(left.value(), right.value()));
    }

    @Property(tries = 2_000)
    void flatCodeMeansTheSameAsTheTree(@ForAll long seed) {
        Random random = new Random(seed);
        Map<String, Double> facts = new java.util.HashMap<>();
        List<String> given = new ArrayList<>();
        for (String fact : List.of("amount", "score")) {
            if (random.nextInt(3) > 0) {
                double value = random.nextInt(6);
                facts.put(fact, value);
                given.addAll(List.of(fact, Double.toString(value)));
            }
        }
        Meant meant = meant(random, facts, 6);
        String[] row = given.toArray(String[]::new);
        assertEquals(
                meant.value() > 0 ? Effect.DENY : Effect.PERMIT,
                effect(SET.with(Rule.deny("r", meant.text(), "")), row),
                meant.text());
        assertEquals(
                meant.value() == 2 ? Effect.PERMIT : Effect.DENY,
                effect(SET.with(Rule.permit("r", meant.text(), "")).otherwise(Effect.DENY), row),
                meant.text());
    }

    @Property(tries = 300)
    void theOrderOfRulesDoesNotMatter(@ForAll long seed) {
        Random random = new Random(seed);
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Effect effect = Effect.values()[random.nextInt(3)];
            Rule.Mode mode = Rule.Mode.values()[random.nextInt(3)];
            rules.add(new Rule("r" + i, effect, mode, "amount > " + random.nextInt(6), ""));
        }
        String[] facts = random.nextInt(4) == 0 ? new String[0] : new String[] {"amount", "" + random.nextInt(7)};
        RuleSet set = SET;
        for (Rule rule : rules) {
            set = set.with(rule);
        }
        Collections.shuffle(rules, random);
        RuleSet shuffled = SET;
        for (Rule rule : rules) {
            shuffled = shuffled.with(rule);
        }
        assertEquals(effect(set, facts), effect(shuffled, facts));
    }
}
