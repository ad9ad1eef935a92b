package io.modelgovernance.core.performance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.stats.Binomial;
import io.modelgovernance.core.stats.MeanShare;
import io.modelgovernance.core.stats.Proportions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/**
 * References: SciPy 1.17.1 and NumPy 2.4.6. Shares by {@code stats.beta.ppf}; means over classes by {@code optimize.minimize}
 * (SLSQP) of the mean with the deviance {@code sum(xlogy(x, x / m / q) + xlogy(m - x, (m - x) / m / (1 - q)))} held to {@code
 * -log((1 - level) / 2) * v}; for macro F1, v is {@code C.sum() / trace(C)} of {@code C = J @ ((diag(p) - outer(p, p)) / n) @
 * J.T}, J the derivatives of {@code 2 * diag(p) / (p.sum(0) + p.sum(1))} by central differences.
 */
class CountedClassesTest {
    private static final int RUNS = 2_000;
    private static final double TAIL = 0.002;
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
        close(0.774025974025974, 0.6291065824140231, 0.8801149992967915, at95.macroF1());
        close(0.774025974025974, 0.5617752978273155, 0.9127031915719103, at999.macroF1());
        close(0.791919191919192, 0.6482650583190451, 0.8957870569485743, at95.balancedAccuracy());
        close(0.791919191919192, 0.5819968971472399, 0.9273343831936106, at999.balancedAccuracy());
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
        // 20 wrong cases, each of both: the covariance is 9 / 11 of the variance
        Estimate wanted =
                MeanShare.of(MeanShare.Figure.HARMONIC, new long[] {90, 90}, new long[] {110, 110}, 1 + 9 / 11.0, 0.95);
        assertEquals(0.9, of.macroF1().value(), 1e-15);
        assertEquals(wanted.low(), of.macroF1().low(), 1e-12);
        assertEquals(wanted.high(), of.macroF1().high(), 1e-12);
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

    /** How often the upper end lies below the truth in windows of so many cases. */
    private static long below(
            double[] share, double right, int cases, double truth, Function<CountedClasses, Estimate> metric) {
        SplittableRandom random = new SplittableRandom(7);
        List<String> names =
                IntStream.range(0, share.length).mapToObj(i -> "c" + i).toList();
        long below = 0;
        for (int i = 0; i < RUNS; i++) {
            ClassCounter counter = new ClassCounter(names);
            for (int j = 0; j < cases; j++) {
                double u = random.nextDouble();
                int actual = 0;
                while (u >= share[actual] && actual < share.length - 1) {
                    u -= share[actual++];
                }
                int other = (actual + 1 + random.nextInt(share.length - 1)) % share.length;
                counter.count(names.get(random.nextDouble() < right ? actual : other), names.get(actual));
            }
            below += metric.apply(new CountedClasses(counter.counts(), 1 - 2 * TAIL))
                                    .high()
                            < truth
                    ? 1
                    : 0;
        }
        return below;
    }

    private static double macroF1(double[] share, double right) {
        double sum = 0;
        for (double one : share) {
            double decided = right * one + (1 - right) / (share.length - 1) * (1 - one);
            sum += 2 * right * one / (one + decided);
        }
        return sum / share.length;
    }

    /** Ends put together from those of the classes (MOVER) lie below it up to ten times as often where most is right. */
    @Test
    void upperEndsLieBelowTheTruthNoMoreOftenThanTheySay() {
        double[][] shares = {{0.6, 0.35, 0.05}, {0.25, 0.25, 0.25, 0.25}, {0.5, 0.5}};
        for (double[] share : shares) {
            for (double right : new double[] {0.8, 0.95}) {
                long balanced = below(share, right, 200, right, CountedClasses::balancedAccuracy);
                long f1 = below(share, right, 200, macroF1(share, right), CountedClasses::macroF1);
                for (long one : new long[] {balanced, f1}) {
                    assertTrue(Binomial.atLeast(one, RUNS, TAIL) > 1e-6, () -> one + " of " + RUNS + ", " + right);
                }
            }
        }
    }

    /** Chernoff's bound costs an eighth of the width of the exact interval. */
    @Test
    void intervalsAreNotSoWideAsToSeeNothing() {
        long[][] table = {{900, 50, 50}, {50, 900, 50}, {50, 50, 900}};
        CountedClasses of = new CountedClasses(counts(table), 1 - 2e-5);
        Estimate exact = of.accuracy();
        double width = exact.high() - exact.low();
        for (Estimate one : List.of(of.balancedAccuracy(), of.macroF1())) {
            assertEquals(0.9, one.value(), 1e-12);
            assertEquals(1.12 * width, one.high() - one.low(), 0.06 * width);
        }
    }
}
