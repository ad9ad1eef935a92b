package io.modelgovernance.core.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.modelgovernance.policy.Effect;
import io.modelgovernance.policy.Fact;
import io.modelgovernance.policy.Rule;
import io.modelgovernance.policy.RuleSet;
import io.modelgovernance.policy.RuleVerdict;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RuleIndexTest {
    private static final List<Fact> FACTS =
            List.of(Fact.number("a"), Fact.number("b"), Fact.text("product"), Fact.truth("vip"));
    private static final List<String> OPS = List.of("<", "<=", ">", ">=", "=", "!=");
    private static final List<String> NEIGHBOURS =
            List.of("0", "-0", "1", Double.toString(Math.nextUp(1.0)), Double.toString(Math.nextDown(1.0)), "1e308");

    private static String number(Random random, int spread) {
        return random.nextInt(4) == 0
                ? NEIGHBOURS.get(random.nextInt(NEIGHBOURS.size()))
                : Integer.toString(random.nextInt(spread) - spread / 2);
    }

    private static String test(Random random, int spread) {
        String fact = random.nextBoolean() ? "a" : "b";
        return switch (random.nextInt(8)) {
            case 0 -> "product " + (random.nextBoolean() ? "=" : "!=") + " '" + "xyz".charAt(random.nextInt(3)) + "'";
            case 1 -> "product in ('x', 'y')";
            case 2 -> "vip = " + random.nextBoolean();
            case 3 -> fact + " exists";
            case 4 -> fact + " in (" + number(random, spread) + ", " + number(random, spread) + ")";
            default -> fact + " " + OPS.get(random.nextInt(OPS.size())) + " " + number(random, spread);
        };
    }

    private static String condition(Random random, int spread, int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(5)) {
            case 0, 1 -> test(random, spread);
            case 2 -> "not (" + condition(random, spread, depth - 1) + ")";
            case 3 ->
                "(" + condition(random, spread, depth - 1) + ") or (" + condition(random, spread, depth - 1) + ")";
            default ->
                "(" + condition(random, spread, depth - 1) + ") and (" + condition(random, spread, depth - 1) + ")";
        };
    }

    private static FactRow row(RuleProgram program, Random random, int spread) {
        FactRow row = program.row();
        for (String fact : List.of("a", "b")) {
            if (random.nextInt(4) > 0) {
                row.set(fact, number(random, spread));
            }
        }
        if (random.nextInt(4) > 0) {
            row.set("product", "" + "xyz?".charAt(random.nextInt(4)));
        }
        if (random.nextInt(4) > 0) {
            row.set("vip", Boolean.toString(random.nextBoolean()));
        }
        return row;
    }

    /** What is explained is found rule by rule, without the index. */
    @Property(tries = 300)
    void leavesOutNoRuleThatActs(@ForAll long seed) {
        Random random = new Random(seed);
        int spread = random.nextBoolean() ? 4 : 80;
        RuleSet rules = RuleSet.of("set", "1", FACTS);
        for (int i = random.nextInt(150); i >= 0; i--) {
            Effect effect = Effect.values()[random.nextInt(3)];
            Rule.Mode mode = Rule.Mode.values()[random.nextInt(3)];
            rules = rules.with(new Rule("r" + i, effect, mode, condition(random, spread, 3), ""));
        }
        RuleProgram program = RuleProgram.of(rules.otherwise(Effect.values()[random.nextInt(3)]));
        for (int i = 0; i < 10; i++) {
            FactRow row = row(program, random, spread);
            List<RuleVerdict.Acted> acted = program.explain(row, Instant.EPOCH).acted();
            Effect strictest = acted.stream()
                    .filter(one -> one.mode() == Rule.Mode.ENFORCE)
                    .map(RuleVerdict.Acted::effect)
                    .max(Effect::compareTo)
                    .orElse(program.rules().otherwise());
            assertEquals(strictest, program.effect(row, 0));
            assertEquals(
                    acted.stream().anyMatch(one -> one.mode() != Rule.Mode.ENFORCE),
                    program.onTrial(row),
                    "rules that are tried");
        }
    }

    private static List<Integer> left(RuleIndex index, double... facts) {
        int[] cells = new int[facts.length];
        index.locate(facts, cells);
        return IntStream.iterate(index.next(0, cells), at -> at >= 0, at -> index.next(at + 1, cells))
                .boxed()
                .toList();
    }

    @Test
    void leavesTheRulesThatOneFactByItselfDoesNotRuleOut() {
        Condition small = new Condition.Test(Condition.Op.LESS, 0, List.of(10.0));
        Condition large = new Condition.Test(Condition.Op.AT_LEAST, 0, List.of(10.0));
        Condition third = new Condition.Test(Condition.Op.EQUAL, 1, List.of(3.0));
        List<Condition> rules = List.of(
                small,
                new Condition.All(List.of(large, third)),
                new Condition.Any(List.of(large, third)),
                new Condition.Not(large));
        RuleIndex index = new RuleIndex(2, rules, new boolean[] {true, true, true, false});
        assertEquals(List.of(0, 2, 3), left(index, 1, 0), "each half of an 'or' might hold yet");
        assertEquals(List.of(1, 2), left(index, 10, 3));
        assertEquals(List.of(2), left(index, 11, 4));
        assertEquals(List.of(0, 1, 2), left(index, Double.NaN, 3), "the unknown may hold, but surely does not");
    }

    @Test
    void aSetTooLargeForItsBitsIsRunWithoutThem() {
        List<Condition> rules = IntStream.range(0, 5_000)
                .<Condition>mapToObj(i -> new Condition.Test(Condition.Op.GREATER, 0, List.of((double) i)))
                .toList();
        RuleIndex index = new RuleIndex(1, rules, new boolean[rules.size()]);
        assertEquals(5_000, left(index, 7).size());
        RuleIndex smaller = new RuleIndex(1, rules.subList(0, 1_000), new boolean[1_000]);
        assertEquals(7, left(smaller, 7).size());
    }
}
