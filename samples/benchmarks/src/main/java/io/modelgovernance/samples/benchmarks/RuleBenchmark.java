package io.modelgovernance.samples.benchmarks;

import io.modelgovernance.core.rules.FactRow;
import io.modelgovernance.core.rules.RuleProgram;
import io.modelgovernance.policy.Effect;
import io.modelgovernance.policy.Fact;
import io.modelgovernance.policy.Rule;
import io.modelgovernance.policy.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Rules over the facts of one case; none of them acts, so that all are looked at. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class RuleBenchmark {
    private static final int CASES = 1_024;
    private static final int FACTS = 20;

    /** How many rules. */
    @Param({"100", "1000"})
    public int rules;

    RuleProgram program;
    FactRow row;
    double[] numbers;
    String[] products;
    int[] slots;
    int product;
    int next;
    Predicate<double[]>[] lambdas;

    /** Compiles the rules and draws the facts. */
    @Setup(Level.Trial)
    public void draw() {
        List<Fact> facts = new ArrayList<>(List.of(Fact.text("product")));
        for (int i = 0; i < FACTS; i++) {
            facts.add(Fact.number("x" + i));
        }
        RuleSet set = RuleSet.of("benchmark", "1", facts);
        for (int i = 0; i < rules; i++) {
            String when = "x" + i % FACTS + " > " + i % 7 / 10.0 + " and (product in ('a', 'b') or x" + (i + 1) % FACTS
                    + " < 0.5) and x" + (i + 2) % FACTS + " > 1";
            set = set.with(Rule.deny("r" + i, when, "because"));
        }
        program = RuleProgram.of(set);
        row = program.row();
        SplittableRandom random = new SplittableRandom(7);
        numbers = random.doubles(CASES * FACTS).toArray();
        products = new String[CASES];
        for (int i = 0; i < CASES; i++) {
            products[i] = List.of("a", "b", "c", "d").get(random.nextInt(4));
        }
        lambdas = lambdas();
        product = program.slot("product");
        slots = new int[FACTS];
        for (int i = 0; i < FACTS; i++) {
            slots[i] = program.slot("x" + i);
        }
    }

    /** The same conditions as predicates joined to trees, the usual way to write rules in Java. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private Predicate<double[]>[] lambdas() {
        Predicate[] made = new Predicate[rules];
        for (int i = 0; i < rules; i++) {
            int first = i % FACTS;
            int second = (i + 1) % FACTS;
            int third = (i + 2) % FACTS;
            double bound = i % 7 / 10.0;
            Predicate<double[]> above = x -> x[first] > bound;
            Predicate<double[]> listed = x -> x[FACTS] < 2;
            Predicate<double[]> below = x -> x[second] < 0.5;
            Predicate<double[]> never = x -> x[third] > 1;
            made[i] = above.and(listed.or(below)).and(never);
        }
        return made;
    }

    /** Beside it: predicates, without the unknown, names, or an account of what decided. */
    @Benchmark
    public boolean predicates() {
        next = (next + 1) % CASES;
        double[] facts = new double[FACTS + 1];
        System.arraycopy(numbers, next * FACTS, facts, 0, FACTS);
        facts[FACTS] = products[next].charAt(0) - 'a';
        for (Predicate<double[]> rule : lambdas) {
            if (rule.test(facts)) {
                return true;
            }
        }
        return false;
    }

    /** Fills a row with the next case and asks for the effect. */
    @Benchmark
    public Effect effect() {
        next = (next + 1) % CASES;
        row.set(product, products[next]);
        for (int i = 0; i < FACTS; i++) {
            row.set(slots[i], numbers[next * FACTS + i]);
        }
        return program.effect(row, 0);
    }
}
