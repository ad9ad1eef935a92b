package io.modelgovernance.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.drift.DriftTest;
import io.modelgovernance.drift.DriftTestResult;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.drift.FeatureProfile;
import io.modelgovernance.model.Feature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What a test of a window against a frozen reference promises, and what it claims: how seldom it says drift without change,
 * and how surely it sees stated shifts, both by simulation as in {@link StreamDetectorContract}. If it has a p-value, that must be
 * one: at most so often below each level. A framework author extends this in the tests of a {@link DriftTest} of their own.
 */
public abstract class DriftTestContract {
    private static final int[][] SIZES = {{60, 60}, {400, 100}, {1_000, 200}};
    private static final double[] LEVELS = {0.01, 0.05, 0.2};

    /**
     * A claim about a window that has changed.
     *
     * @param before values of the reference
     * @param reference how many of them
     * @param after values of the window
     * @param window how many of them
     * @param chance least chance that it says drift
     */
    public record Shift(Source before, int reference, Source after, int window, double chance) {}

    /** Creates the suite. */
    protected DriftTestContract() {}

    /**
     * The test under test.
     *
     * @return the test, for a numeric feature
     */
    protected abstract DriftTest test();

    /**
     * How often it says drift at most if nothing has changed.
     *
     * @return a chance, 0 to 1
     */
    protected abstract double falseAlarms();

    /**
     * What it claims to see.
     *
     * @return at least one claim
     */
    protected abstract List<Shift> shifts();

    /**
     * How many windows are drawn for a claim. More refute smaller lies.
     *
     * @return at least 100
     */
    protected int runs() {
        return 200;
    }

    /**
     * Freezes values into deciles, keeping all of them.
     *
     * @param values finite, at least one; not modified
     * @return the profile
     */
    public static FeatureProfile freeze(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        TreeSet<Double> edges = new TreeSet<>();
        for (int i = 1; i < 10; i++) {
            edges.add(sorted[sorted.length * i / 10]);
        }
        Long[] bins = new Long[edges.size() + 1];
        Arrays.fill(bins, 0L);
        double mean = Arrays.stream(sorted).average().orElse(0);
        double squares = 0;
        for (double value : sorted) {
            bins[edges.headSet(value).size()]++;
            squares += (value - mean) * (value - mean);
        }
        return new FeatureProfile(
                Feature.numeric("value").orMissing(),
                sorted.length,
                0,
                List.copyOf(edges),
                List.of(bins),
                Arrays.stream(sorted).boxed().toList(),
                true,
                mean,
                sorted.length > 1 ? Math.sqrt(squares / (sorted.length - 1)) : 0,
                sorted[0],
                sorted[sorted.length - 1]);
    }

    private static List<Source> sources() {
        return List.of(Source.normal(50, 10), Source.ties(6, 1), Source.lognormal(1_000, 1.2));
    }

    private DriftTestResult check(SplittableRandom random, Source before, int n, Source after, int m) {
        return test().test(freeze(before.take(random, n)), after.take(random, m));
    }

    @Test
    final void itSaysDriftNoMoreOftenThanItSays() {
        for (Source source : sources()) {
            for (int[] size : SIZES) {
                Trials measured = Trials.run(
                        runs(),
                        21,
                        random ->
                                check(random, source, size[0], source, size[1]).verdict() == DriftVerdict.DRIFT);
                assertFalse(
                        measured.refutesAtMost(falseAlarms()),
                        () -> "claimed at most " + falseAlarms() + " at sizes " + Arrays.toString(size) + ", seen "
                                + measured);
            }
        }
    }

    @Test
    final void itsPValueIsOne() {
        for (Source source : sources()) {
            for (int[] size : SIZES) {
                List<Double> p = new ArrayList<>();
                Trials.run(runs(), 22, random -> {
                    DriftTestResult result = check(random, source, size[0], source, size[1]);
                    if (result.pValue().known()) {
                        p.add(result.pValue().value());
                    }
                    return true;
                });
                for (double level : LEVELS) {
                    int below = (int) p.stream().filter(one -> one <= level).count();
                    assertFalse(
                            !p.isEmpty() && new Trials(below, p.size()).refutesAtMost(level),
                            () -> below + " of " + p.size() + " p-values are at most " + level);
                }
            }
        }
    }

    @Test
    final void itSeesWhatItSays() {
        assertFalse(shifts().isEmpty(), "a claim is needed");
        for (Shift claim : shifts()) {
            Trials measured = Trials.run(
                    runs(),
                    23,
                    random -> check(random, claim.before(), claim.reference(), claim.after(), claim.window())
                                    .verdict()
                            == DriftVerdict.DRIFT);
            assertFalse(
                    measured.refutesAtLeast(claim.chance()),
                    () -> "claimed at least " + claim.chance() + " of " + claim.window() + " values, seen " + measured);
        }
    }

    /** Too little data is a verdict of its own, never "no drift". */
    @Test
    final void aWindowWithoutValuesIsNotStable() {
        FeatureProfile reference = freeze(Source.normal(0, 1).take(new SplittableRandom(1), 200));
        for (double[] window : new double[][] {{}, {Double.NaN, Double.NaN}}) {
            DriftTestResult result = test().test(reference, window);
            assertEquals(DriftVerdict.NOT_ENOUGH_DATA, result.verdict());
            assertFalse(result.statistic().known() || result.pValue().known());
            assertEquals(0, result.currentCount());
        }
    }

    @Test
    final void missingValuesAreLeftOut() {
        SplittableRandom random = new SplittableRandom(2);
        FeatureProfile reference = freeze(Source.normal(0, 1).take(random, 300));
        double[] window = Source.normal(0.2, 1).take(random, 200);
        double[] holes = Arrays.copyOf(window, 260);
        Arrays.fill(holes, 200, 260, Double.NaN);
        assertEquals(test().test(reference, window), test().test(reference, holes));
    }

    @Test
    final void theOrderOfTheWindowDoesNotMatterAndItIsNotModified() {
        SplittableRandom random = new SplittableRandom(3);
        FeatureProfile reference = freeze(Source.lognormal(1, 1).take(random, 300));
        double[] window = Source.lognormal(1.3, 1).take(random, 200);
        double[] kept = window.clone();
        double[] reversed = new double[200];
        Arrays.setAll(reversed, i -> window[199 - i]);
        DriftTestResult one = test().test(reference, window);
        DriftTestResult other = test().test(reference, reversed);
        assertEquals(one.statistic().value(), other.statistic().value(), 1e-9);
        assertEquals(one.verdict(), other.verdict());
        assertArrayEquals(kept, window);
        assertEquals(one, test().test(reference, window), "the same again");
    }

    @Test
    final void constantsAndExtremesHaveANumber() {
        FeatureProfile constant = freeze(new double[120]);
        FeatureProfile spread = freeze(Source.normal(0, 1).take(new SplittableRandom(4), 120));
        double[] extreme = Source.normal(0, 1).take(new SplittableRandom(5), 120);
        extreme[0] = 1e300;
        extreme[1] = -1e300;
        for (DriftTestResult result : List.of(
                test().test(constant, new double[120]),
                test().test(spread, new double[120]),
                test().test(spread, extreme))) {
            assertTrue(Double.isFinite(result.effect()) && result.effect() >= 0, result.toString());
        }
        assertEquals(DriftVerdict.STABLE, test().test(constant, new double[120]).verdict());
    }
}
