package io.modelgovernance.core.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.modelgovernance.core.rules.RuleAnalysis.Flaw;
import io.modelgovernance.core.rules.RuleAnalysis.Kind;
import io.modelgovernance.policy.Effect;
import io.modelgovernance.policy.Fact;
import io.modelgovernance.policy.Rule;
import io.modelgovernance.policy.RuleSet;
import io.modelgovernance.policy.RuleVerdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What can be proved about rules without any case, beside every case there is. */
class RuleAnalysisTest {
    private static final List<Fact> FACTS =
            List.of(Fact.number("amount"), Fact.number("score"), Fact.text("product"), Fact.truth("vip"));
    private static final RuleSet SET = RuleSet.of("credit", "1", FACTS);

    private static List<Flaw> flaws(Rule... rules) {
        RuleSet set = SET;
        for (Rule rule : rules) {
            set = set.with(rule);
        }
        return RuleAnalysis.of(set);
    }

    @Test
    void aRuleThatContradictsItselfNeverActs() {
        assertEquals(
                List.of(new Flaw("a", Kind.NEVER_ACTS, List.of())),
                flaws(Rule.permit("a", "amount > 5 and amount < 3", "")));
        assertEquals(
                List.of(),
                flaws(Rule.deny("a", "amount > 5 and amount < 3", "")),
                "an unknown amount is both, and a rule that denies then acts");
        assertEquals(
                List.of(new Flaw("a", Kind.NEVER_ACTS, List.of())),
                flaws(Rule.deny("a", "amount > 5 and amount < 3 and amount exists", "")));
    }

    @Test
    void aRuleUnderStricterOnesNeverDecides() {
        Rule wide = Rule.deny("wide", "amount > 10", "");
        assertEquals(
                List.of(new Flaw("narrow", Kind.OVERRIDDEN, List.of("wide"))),
                flaws(Rule.refer("narrow", "amount > 20 and vip = true", ""), wide));
        Rule low = Rule.deny("low", "score < 0.5", "");
        Rule high = Rule.deny("high", "score >= 0.5", "");
        assertEquals(
                List.of(new Flaw("all", Kind.OVERRIDDEN, List.of("low", "high"))),
                flaws(Rule.refer("all", "product = 'car'", ""), low, high),
                "only the two together");
        assertEquals(List.of(), flaws(Rule.refer("wider", "amount > 5", ""), wide));
    }

    @Test
    void aRuleInsideAnotherOfItsEffectIsRedundant() {
        Rule wide = Rule.refer("wide", "amount > 10 or vip = true", "");
        assertEquals(
                List.of(new Flaw("inside", Kind.REDUNDANT, List.of("wide"))),
                flaws(wide, Rule.refer("inside", "amount > 10", "")));
        assertEquals(
                List.of(new Flaw("same", Kind.REDUNDANT, List.of("wide"))),
                flaws(wide, Rule.refer("same", "not (not (vip = true) and amount <= 10)", "")),
                "of two that are the same, the later one");
        assertEquals(
                List.of(new Flaw("member", Kind.REDUNDANT, List.of("list"))),
                flaws(
                        Rule.deny("list", "product in ('car', 'home')", ""),
                        Rule.deny("member", "product = 'car' and amount > 1", "")));
    }

    @Test
    void aRuleThatAlwaysActsIsNoRule() {
        assertEquals(
                List.of(new Flaw("any", Kind.ALWAYS_ACTS, List.of())),
                flaws(Rule.deny("any", "score > 1 or score <= 1", "")));
        assertEquals(List.of(), flaws(Rule.permit("any", "score > 1 or score <= 1", "")), "not if it is unknown");
    }

    @Test
    void whereTooMuchMeetsItSaysSo() {
        List<Fact> facts = new ArrayList<>();
        StringBuilder every = new StringBuilder();
        StringBuilder some = new StringBuilder();
        for (int i = 0; i < 24; i++) {
            facts.add(Fact.number("x" + i));
            every.append(i == 0 ? "" : " and ")
                    .append("(x")
                    .append(i)
                    .append(" > 1 or x")
                    .append((i + 7) % 24)
                    .append(" < 0)");
            some.append(i == 0 ? "" : " or ")
                    .append("(x")
                    .append(i)
                    .append(" <= 1 and x")
                    .append((i + 7) % 24)
                    .append(" >= 0)");
        }
        RuleSet set = RuleSet.of("wide", "1", facts)
                .with(Rule.permit("every", every.toString(), ""))
                .with(Rule.deny("some", some + " and x0 exists", ""));
        List<Flaw> found = RuleAnalysis.of(set);
        found.forEach(flaw -> assertNotEquals(Kind.NEVER_ACTS, flaw.kind()));
    }

    private static String condition(Random random, int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(4);
        if (kind == 0) {
            return switch (random.nextInt(5)) {
                case 0 -> "product = '" + (random.nextBoolean() ? "car" : "home") + "'";
                case 1 -> "vip = " + random.nextBoolean();
                case 2 -> (random.nextBoolean() ? "amount" : "vip") + " exists";
                case 3 -> "score " + List.of("<", "<=", "=", "!=").get(random.nextInt(4)) + " " + random.nextInt(3);
                default -> "amount " + List.of(">", ">=", "=", "!=").get(random.nextInt(4)) + " " + random.nextInt(3);
            };
        } else if (kind == 1) {
            return "not (" + condition(random, depth - 1) + ")";
        }
        return "(" + condition(random, depth - 1) + ") " + (kind == 2 ? "and" : "or") + " ("
                + condition(random, depth - 1) + ")";
    }

    private static final List<String> NUMBERS = List.of("", "-1", "0", "0.5", "1", "1.5", "2", "3");

    /** Every case that the conditions above can tell apart. */
    private static List<Map<String, String>> cases() {
        List<Map<String, String>> all = new ArrayList<>();
        for (String amount : NUMBERS) {
            for (String score : NUMBERS) {
                for (String product : List.of("", "car", "home", "boat")) {
                    for (String vip : List.of("", "true", "false")) {
                        Map<String, String> one =
                                new TreeMap<>(Map.of("amount", amount, "score", score, "product", product, "vip", vip));
                        one.values().removeIf(String::isEmpty);
                        all.add(one);
                    }
                }
            }
        }
        return all;
    }

    @Property(tries = 60)
    void everyFlawIsOneInEveryCaseAndNoneIsMissed(@ForAll long seed) {
        Random random = new Random(seed);
        RuleSet set = SET;
        int n = 2 + random.nextInt(3);
        for (int i = 0; i < n; i++) {
            Effect effect = Effect.values()[random.nextInt(3)];
            set = set.with(new Rule("r" + i, effect, Rule.Mode.ENFORCE, condition(random, 3), ""));
        }
        RuleProgram program = RuleProgram.of(set);
        List<Map<String, String>> cases = cases();
        boolean[][] acts = new boolean[n][cases.size()];
        for (int c = 0; c < cases.size(); c++) {
            FactRow row = program.row();
            cases.get(c).forEach(row::set);
            for (RuleVerdict.Acted acted : program.explain(row, Instant.EPOCH).acted()) {
                acts[Integer.parseInt(acted.rule().substring(1))][c] = true;
            }
        }
        List<Flaw> found = RuleAnalysis.of(set);
        for (int i = 0; i < n; i++) {
            String id = "r" + i;
            Optional<Kind> kind = found.stream()
                    .filter(flaw -> flaw.rule().equals(id))
                    .map(Flaw::kind)
                    .findFirst();
            assertEquals(expected(set, acts, i), kind, set::toString);
        }
    }

    private static Optional<Kind> expected(RuleSet set, boolean[][] acts, int i) {
        boolean ever = false;
        boolean always = true;
        boolean alone = false;
        for (int c = 0; c < acts[i].length; c++) {
            boolean overridden = false;
            for (int j = 0; j < acts.length; j++) {
                overridden |= acts[j][c]
                        && set.rules()
                                        .get(j)
                                        .effect()
                                        .compareTo(set.rules().get(i).effect())
                                > 0;
            }
            ever |= acts[i][c];
            always &= acts[i][c];
            alone |= acts[i][c] && !overridden;
        }
        if (!ever || !alone) {
            return Optional.of(ever ? Kind.OVERRIDDEN : Kind.NEVER_ACTS);
        }
        for (int j = 0; j < acts.length; j++) {
            boolean same = set.rules().get(j).effect() == set.rules().get(i).effect();
            if (j != i && same && implied(acts, i, j) && !(j > i && implied(acts, j, i))) {
                return Optional.of(Kind.REDUNDANT);
            }
        }
        return always ? Optional.of(Kind.ALWAYS_ACTS) : Optional.empty();
    }

    private static boolean implied(boolean[][] acts, int i, int j) {
        for (int c = 0; c < acts[i].length; c++) {
            if (acts[i][c] && !acts[j][c]) {
                return false;
            }
        }
        return true;
    }
}
