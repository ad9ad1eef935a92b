package io.modelgovernance.core.performance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.stats.Binomial;
import io.modelgovernance.core.stats.Proportions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/**
 * References: SciPy 1.17.1 and NumPy 2.4.6. Shares by {@code stats.beta.ppf}; the correlation of the classes' F1 by central
 * differences of {@code 2 * diag(p) / (p.sum(0) + p.sum(1))}, J, and the covariance of a multinomial, {@code J @ ((diag(p) -
 * outer(p, p)) / n) @ J.T}; ends by {@code f.mean() - sqrt((f - lows) @ R @ (f - lows)) / 3}.
 */
class CountedClassesTest {
    private static final List<String> CLASSES = List.of("clean", "fraud", "error");
    /** Actual by row, decided by column. */
    private static final long[][] TABLE = {{50, 3, 2}, {4, 20, 6}, {1, 2, 12}};

    private static ClassCounts counts(long[][] table) {
        ClassCounter counter = new ClassCounter(CLASSES);
        for (int i = 0; i < table.length; i++) {
            for (int j = 0; j < table[i].length; j++) {
                for (long k = 0; k < table[i][j]; k++) {
                    counter.count(name(j), name(i));
                }
            }
        }
        return counter.counts();
    }

    private static String name(int at) {
        return at < CLASSES.size() ? CLASSES.get(at) : "new kind";
    }

    private static void close(double value, double low, double high, Estimate got) {
        assertEquals(value, got.value(), 1e-12);
        assertEquals(low, got.low(), 1e-8);
        assertEquals(high, got.high(), 1e-8);
        assertEquals(100, got.n());
    }

    @Test
    void agreesWithSciPy() {
        CountedClasses at95 = new CountedClasses(counts(TABLE), 0.95);
        CountedClasses at999 = new CountedClasses(counts(TABLE), 0.999);
        close(0.774025974025974, 0.6589711611922346, 0.8576415573523056, at95.macroF1());
        close(0.774025974025974, 0.580360116725598, 0.8926100829130709, at999.macroF1());
        close(0.791919191919192, 0.6723634016216535, 0.869368940059061, at95.balancedAccuracy());
        close(0.791919191919192, 0.5989091494001126, 0.8951907550489274, at999.balancedAccuracy());
        close(0.82, 0.7305229140331881, 0.8896887708467394, at95.accuracy());
        close(0.82, 0.6669003397422008, 0.9241596042725309, at999.accuracy());
        assertEquals(Proportions.of(20, 30, 0.95), at95.recall("fraud"));
        assertFalse(at95.recall("new kind").known());
    }

    /** Two classes: macro F1 is the mean of both F1, which are wrong in the same cases. */
    @Test
    void twoClassesGoTogether() {
        ClassCounter counter = new ClassCounter(List.of("a", "b"));
        for (int i = 0; i < 100; i++) {
            counter.count(i % 10 == 0 ? "b" : "a", "a");
            counter.count(i % 10 == 0 ? "a" : "b", "b");
        }
        CountedClasses of = new CountedClasses(counter.counts(), 0.95);
        Estimate one = HarmonicShare.of(90, 20, 0.95);
        assertEquals(0.9, of.macroF1().value(), 1e-15);
        // x = 20 wrong cases of both, o = 20 each, j = 9 / 11: the correlation is 20 * j / 20
        double away = (0.9 - one.low()) * Math.sqrt((2 + 2 * 9 / 11.0)) / 2;
        assertEquals(0.9 - away, of.macroF1().low(), 1e-12);
    }

    /** What is unknown is wrong wherever it counts. */
    @Test
    void unknownClassesAreWrong() {
        long[][] table = {{40, 0, 0, 10}, {0, 50, 0, 0}, {0, 0, 0, 0}, {0, 20, 0, 5}};
        ClassCounts counts = counts(table);
        assertEquals(125, counts.labelled());
        assertEquals(35, counts.unknown());
        CountedClasses of = new CountedClasses(counts, 0.95);
        assertEquals(Proportions.of(90, 125, 0.95), of.accuracy());
        assertEquals(Proportions.of(40, 50, 0.95), of.recall("clean"));
        assertEquals(0.9, of.balancedAccuracy().value(), 1e-15, "no case was an error");
        assertEquals((80 / 90.0 + 100 / 120.0) / 2, of.macroF1().value(), 1e-15);
        assertTrue(of.macroF1().method().contains("35 cases of an unknown class"));
    }

    @Test
    void withoutCasesNothingIsKnown() {
        CountedClasses none = new CountedClasses(ClassCounts.NONE, 0.95);
        assertFalse(none.accuracy().known() || none.macroF1().known());
        assertFalse(none.balancedAccuracy().known() || none.recall("clean").known());
        CountedClasses unknown =
                new CountedClasses(counts(new long[][] {{0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 9}}), 0.95);
        assertEquals(0, unknown.accuracy().value());
        assertFalse(unknown.macroF1().known() || unknown.balancedAccuracy().known());
        CountedClasses right = new CountedClasses(counts(new long[][] {{5, 0, 0}, {0, 5, 0}, {0, 0, 5}}), 0.95);
        assertEquals(1, right.macroF1().value());
        assertEquals(1, right.macroF1().high());
        assertTrue(right.macroF1().low() < 0.9, "five cases of each are few");
        CountedClasses wrong = new CountedClasses(counts(new long[][] {{0, 5, 0}, {0, 0, 5}, {5, 0, 0}}), 0.95);
        assertEquals(0, wrong.macroF1().value());
        assertTrue(wrong.macroF1().high() > 0 && wrong.balancedAccuracy().high() > 0.1);
    }

    @Property(tries = 200)
    void whatManyCountedAddsUpInAnyOrder(
            @ForAll @Size(max = 60) List<@IntRange(max = 15) Integer> cells, @ForAll long seed) {
        List<Integer> order = new ArrayList<>(cells);
        ClassCounter all = new ClassCounter(CLASSES);
        cells.forEach(cell -> all.count(name(cell % 4), name(cell / 4)));
        java.util.Collections.shuffle(order, new Random(seed));
        ClassCounter[] parts = {new ClassCounter(CLASSES), new ClassCounter(CLASSES), new ClassCounter(CLASSES)};
        for (int i = 0; i < order.size(); i++) {
            parts[i % 3].count(name(order.get(i) % 4), name(order.get(i) / 4));
        }
        ClassCounter sum = new ClassCounter(CLASSES);
        for (int i : new int[] {2, 0, 1}) {
            sum.add(parts[i].counts());
        }
        ClassCounts counts = all.counts();
        assertEquals(counts, sum.counts());
        assertEquals(counts, RecordCodec.read(ClassCounts.class, RecordCodec.write(counts)));
        assertEquals(cells.size(), counts.labelled());
        Estimate macro = new CountedClasses(counts, 0.95).macroF1();
        if (macro.known()) {
            assertTrue(macro.low() >= 0 && macro.high() <= 1);
        }
    }

    /** A revision of the monitor has other classes: names are what counts, not places. */
    @Test
    void countsOfOtherClassesAreTakenByName() {
        ClassCounter later = new ClassCounter(List.of("error", "clean"));
        later.add(counts(TABLE));
        ClassCounts got = later.counts();
        assertEquals(100, got.labelled());
        assertEquals(
                List.of(
                        new ClassCell(0, 0, 12),
                        new ClassCell(0, 1, 1),
                        new ClassCell(0, 2, 2),
                        new ClassCell(1, 0, 2),
                        new ClassCell(1, 1, 50),
                        new ClassCell(1, 2, 3),
                        new ClassCell(2, 0, 6),
                        new ClassCell(2, 1, 4),
                        new ClassCell(2, 2, 20)),
                got.cells());
    }

    @Test
    void whatIsNoCountIsRefused() {
        ClassCell cell = new ClassCell(0, 1, 2);
        assertThrows(InvalidInputException.class, () -> new ClassCounts(List.of("a", "a"), List.of()));
        assertThrows(InvalidInputException.class, () -> new ClassCounts(List.of("a"), List.of(cell, cell)));
        for (ClassCell wrong : List.of(
                new ClassCell(0, 2, 1), new ClassCell(2, 0, 1), new ClassCell(-1, 0, 1), new ClassCell(0, 0, 0))) {
            assertThrows(InvalidInputException.class, () -> new ClassCounts(List.of("a"), List.of(wrong)));
        }
    }

    /** How often the upper end lies below the truth in windows of 200 cases, of which one class has about ten. */
    private static long below(double truth, Function<CountedClasses, Estimate> metric) {
        SplittableRandom random = new SplittableRandom(7);
        long below = 0;
        for (int i = 0; i < 4_000; i++) {
            ClassCounter counter = new ClassCounter(CLASSES);
            for (int j = 0; j < 200; j++) {
                double u = random.nextDouble();
                int actual = u < 0.6 ? 0 : u < 0.95 ? 1 : 2;
                int decided = random.nextDouble() < 0.8 ? actual : (actual + 1 + random.nextInt(2)) % 3;
                counter.count(name(decided), name(actual));
            }
            below += metric.apply(new CountedClasses(counter.counts(), 0.98)).high() < truth ? 1 : 0;
        }
        return below;
    }

    /** By tails of one hundredth, with one rare class: an approximation, of which no more is asked than twice that. */
    @Test
    void upperEndsLieBelowTheTruthHardlyMoreOftenThanTheySay() {
        double[] share = {0.6, 0.35, 0.05};
        double macro = 0;
        for (int k = 0; k < 3; k++) {
            double decided = 0.8 * share[k] + 0.1 * (1 - share[k]);
            macro += 2 * 0.8 * share[k] / (share[k] + decided) / 3;
        }
        long balanced = below(0.8, CountedClasses::balancedAccuracy);
        long f1 = below(macro, CountedClasses::macroF1);
        long exact = below(0.8, CountedClasses::accuracy);
        for (long one : new long[] {balanced, f1, exact}) {
            assertTrue(Binomial.atLeast(one, 4_000, 0.01) > 1e-6, () -> one + " of 4000");
        }
        assertTrue(Math.min(balanced, f1) >= 4, balanced + " and " + f1 + ": not so wide as to see nothing");
    }
}
