package io.modelgovernance.core.fairness;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.TwoShares;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FairnessTest {
    @Property(tries = 50)
    void countsAreThoseOfALoop(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int groups) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = random.nextInt(500);
        byte[] group = new byte[n];
        byte[] selected = new byte[n];
        byte[] positive = new byte[n];
        int[] wide = new int[n];
        long[][] naive = new long[groups][6];
        for (int i = 0; i < n; i++) {
            group[i] = (byte) random.nextInt(groups);
            wide[i] = group[i];
            selected[i] = (byte) random.nextInt(2);
            positive[i] = (byte) (random.nextInt(3) - 1);
            naive[group[i]][selected[i] * 3 + positive[i] + 1]++;
        }
        GroupCounts counts = GroupCounts.of(group, groups, selected, positive);
        for (int g = 0; g < groups; g++) {
            long[] c = naive[g];
            assertEquals(c[3] + c[4] + c[5], GroupRate.SELECTION.hits(counts, g));
            assertEquals(c[0] + c[1] + c[2] + c[3] + c[4] + c[5], GroupRate.SELECTION.trials(counts, g));
            rate(GroupRate.BASE, counts, g, c[2] + c[5], c[1] + c[2] + c[4] + c[5]);
            rate(GroupRate.TRUE_POSITIVE, counts, g, c[5], c[2] + c[5]);
            rate(GroupRate.FALSE_NEGATIVE, counts, g, c[2], c[2] + c[5]);
            rate(GroupRate.FALSE_POSITIVE, counts, g, c[4], c[1] + c[4]);
            rate(GroupRate.TRUE_NEGATIVE, counts, g, c[1], c[1] + c[4]);
            rate(GroupRate.POSITIVE_PREDICTIVE, counts, g, c[5], c[4] + c[5]);
            rate(GroupRate.FALSE_DISCOVERY, counts, g, c[4], c[4] + c[5]);
            rate(GroupRate.FALSE_OMISSION, counts, g, c[2], c[1] + c[2]);
            rate(GroupRate.NEGATIVE_PREDICTIVE, counts, g, c[1], c[1] + c[2]);
            rate(GroupRate.ACCURACY, counts, g, c[5] + c[1], c[1] + c[2] + c[4] + c[5]);
        }
        assertEquals(counts, GroupCounts.of(wide, groups, selected, positive));
        assertEquals(counts.and(counts), counts.and(GroupCounts.of(wide, groups, selected, positive)));
        assertEquals(2 * counts.cases(0), counts.and(counts).cases(0));
    }

    private static void rate(GroupRate rate, GroupCounts counts, int group, long hits, long trials) {
        assertEquals(hits, rate.hits(counts, group), rate.toString());
        assertEquals(trials, rate.trials(counts, group), rate.toString());
    }

    @Test
    void codesOutOfRangeAreRefused() {
        byte[] ok = {0, 1};
        for (byte[] bad : new byte[][] {{0, 2}, {0, -1}, {0, 127}, {0, -128}}) {
            assertThrows(InvalidInputException.class, () -> GroupCounts.of(bad, 2, ok, ok));
            assertThrows(InvalidInputException.class, () -> GroupCounts.of(ok, 2, bad, ok));
            assertThrows(InvalidInputException.class, () -> GroupCounts.of(new int[] {0, bad[1]}, 2, ok, ok));
            assertThrows(InvalidInputException.class, () -> GroupCounts.crossed(ok, 2, bad, 2));
        }
        assertThrows(InvalidInputException.class, () -> GroupCounts.of(ok, 2, ok, new byte[] {0, -2}));
        assertThrows(InvalidInputException.class, () -> GroupCounts.of(ok, 2, ok, new byte[] {0}));
        assertThrows(InvalidInputException.class, () -> GroupCounts.of(ok, 0, ok, ok));
        assertThrows(InvalidInputException.class, () -> GroupCounts.of(ok, 129, ok, ok));
        assertThrows(
                InvalidInputException.class, () -> GroupCounts.of(ok, 2, ok, ok).and(GroupCounts.of(ok, 3, ok, ok)));
    }

    @Test
    void crossedGroups() {
        assertArrayEquals(
                new int[] {0, 2, 4, 5}, GroupCounts.crossed(new byte[] {0, 0, 1, 1}, 2, new byte[] {0, 2, 1, 2}, 3));
    }

    @Test
    void everyGroupAgainstTheReference() {
        GroupCounts counts = selections(new long[][] {{60, 100}, {30, 80}, {3, 5}});
        List<Disparity.OfGroup> groups =
                Disparity.of(counts, GroupRate.SELECTION).against(0);
        assertEquals(TwoShares.wilson(30, 80, 0.95), groups.get(1).rate());
        assertEquals(TwoShares.difference(30, 80, 60, 100, 0.95), groups.get(1).difference());
        assertEquals(TwoShares.ratio(30, 80, 60, 100, 0.95), groups.get(1).ratio());
        assertEquals(0, groups.get(0).difference().value());
        Estimate small = groups.get(2).rate();
        assertFalse(small.known());
        assertEquals(0, small.n());
        assertTrue(Disparity.of(counts, GroupRate.SELECTION)
                .withMinimum(5)
                .against(0)
                .get(2)
                .rate()
                .known());
        Estimate wide = Disparity.of(counts, GroupRate.SELECTION)
                .withLevel(0.999)
                .against(0)
                .get(1)
                .ratio();
        assertTrue(wide.high() > groups.get(1).ratio().high());
        assertThrows(
                InvalidInputException.class,
                () -> Disparity.of(counts, GroupRate.SELECTION).against(3));
    }

    /** N33: the joint interval of the worst gap holds the true gap at its level, groups of 5 to 10,000 cases. */
    @Test
    void theWorstGapIsCovered() {
        int[] sizes = {5, 12, 40, 300, 10_000};
        double[] shares = {0.5, 0.5, 0.45, 0.5, 0.48};
        SplittableRandom random = new SplittableRandom(3);
        int gap = 0;
        int ratio = 0;
        int runs = 600;
        for (int run = 0; run < runs; run++) {
            long[][] table = new long[5][2];
            for (int g = 0; g < 5; g++) {
                table[g][1] = sizes[g];
                for (int i = 0; i < sizes[g]; i++) {
                    table[g][0] += random.nextDouble() < shares[g] ? 1 : 0;
                }
            }
            Disparity.Worst worst = Disparity.of(selections(table), GroupRate.SELECTION)
                    .withMinimum(5)
                    .worst();
            gap += worst.gap().low() <= 0.05 && 0.05 <= worst.gap().high() ? 1 : 0;
            ratio += worst.ratio().low() <= 0.9 && 0.9 <= worst.ratio().high() ? 1 : 0;
        }
        assertTrue(gap >= 0.95 * runs, "gap " + gap);
        assertTrue(ratio >= 0.95 * runs, "ratio " + ratio);
    }

    @Test
    void theWorstOfGroupsThatAreFarApart() {
        Disparity.Worst worst = Disparity.of(
                        selections(new long[][] {{900, 1_000}, {100, 1_000}, {500, 1_000}}), GroupRate.SELECTION)
                .worst();
        assertEquals(0.8, worst.gap().value(), 1e-12);
        assertTrue(worst.gap().low() > 0.74 && worst.gap().high() < 0.86, worst.toString());
        assertEquals(1 / 9.0, worst.ratio().value(), 1e-12);
        assertTrue(worst.ratio().low() > 0.08 && worst.ratio().high() < 0.15, worst.toString());
        GroupCounts nobody = selections(new long[][] {{0, 50}, {0, 50}});
        assertFalse(Disparity.of(nobody, GroupRate.SELECTION).worst().ratio().known());
        assertEquals(0, Disparity.of(nobody, GroupRate.SELECTION).worst().gap().value());
        assertFalse(Disparity.of(selections(new long[][] {{1, 50}}), GroupRate.SELECTION)
                .worst()
                .gap()
                .known());
    }

    @Test
    void fourFifthsHasNoRounding() {
        assertTrue(fourFifths(new long[][] {{40, 100}, {50, 100}}));
        assertFalse(fourFifths(new long[][] {{39, 100}, {50, 100}}));
        GroupCounts exact = selections(new long[][] {{4, 10}, {5, 10}});
        assertTrue(Disparity.of(exact, GroupRate.SELECTION).withMinimum(10).fourFifths());
        assertTrue(fourFifths(new long[][] {{1, 9}, {50, 100}}), "the first is below the floor of 10");
    }

    private static boolean fourFifths(long[][] table) {
        return Disparity.of(selections(table), GroupRate.SELECTION).fourFifths();
    }

    @Test
    void theWorseEndDecides() {
        Estimate clear = TwoShares.ratio(480, 1_000, 500, 1_000, 0.95);
        Estimate wide = TwoShares.ratio(24, 50, 25, 50, 0.95);
        Estimate broken = TwoShares.ratio(200, 1_000, 500, 1_000, 0.95);
        assertEquals(FairnessVerdict.WITHIN, FairnessVerdict.atLeast(clear, 0.8));
        assertEquals(FairnessVerdict.NOT_ENOUGH_DATA, FairnessVerdict.atLeast(wide, 0.8));
        assertEquals(FairnessVerdict.OUTSIDE, FairnessVerdict.atLeast(broken, 0.8));
        assertEquals(FairnessVerdict.NOT_ENOUGH_DATA, FairnessVerdict.atLeast(Estimate.notEnoughData(3, "few"), 0.8));
        assertEquals(FairnessVerdict.WITHIN, FairnessVerdict.atMost(Estimate.of(0.01, 0, 0.02, 0.95, 9, "gap"), 0.05));
        assertEquals(FairnessVerdict.OUTSIDE, FairnessVerdict.atMost(Estimate.of(0.2, 0.1, 0.3, 0.95, 9, "gap"), 0.05));
        assertEquals(
                FairnessVerdict.NOT_ENOUGH_DATA,
                FairnessVerdict.atMost(Estimate.of(0.04, 0.01, 0.3, 0.95, 9, "gap"), 0.05));
    }

    /** Simpson's paradox: within each stratum there is no difference, over all there is. */
    @Test
    void conditionsExplainADifference() {
        GroupCounts easy = selections(new long[][] {{80, 100}, {320, 400}});
        GroupCounts hard = selections(new long[][] {{120, 400}, {30, 100}});
        Estimate overall = Disparity.of(easy.and(hard), GroupRate.SELECTION)
                .against(1)
                .get(0)
                .difference();
        assertTrue(overall.high() < -0.2, overall.toString());
        Estimate within = ConditionalDisparity.difference(List.of(easy, hard), GroupRate.SELECTION, 0, 1, 0.95);
        assertEquals(0, within.value(), 1e-12);
        assertTrue(within.low() < 0 && within.low() > -0.1 && within.high() > 0, within.toString());
        assertEquals(
                TwoShares.difference(80, 100, 320, 400, 0.95).low(),
                ConditionalDisparity.difference(List.of(easy), GroupRate.SELECTION, 0, 1, 0.95)
                        .low(),
                1e-12);
        assertFalse(ConditionalDisparity.difference(List.of(), GroupRate.SELECTION, 0, 1, 0.95)
                .known());
        assertThrows(
                InvalidInputException.class,
                () -> ConditionalDisparity.difference(List.of(easy), GroupRate.SELECTION, 0, 2, 0.95));
    }

    /** The sex example of the rules, 6 RCNY 5-301: 1390 applicants 667 selected, 1181 and 555: ratios 1.00 and 0.98. */
    @Test
    void impactRatiosOfTheRulesExample() {
        GroupCounts counts = selections(new long[][] {{667, 1_390}, {555, 1_181}, {1, 20}});
        List<ImpactRatios.Line> lines =
                ImpactRatios.ofSelections(counts, List.of("Male", "Female", "Other"), ImpactRatios.LEAST_SHARE);
        assertEquals(0.48, lines.get(0).rate().value(), 0.005);
        assertEquals(1, lines.get(0).ratio().value());
        assertEquals(0.98, lines.get(1).ratio().value(), 0.005);
        assertEquals(1_181, lines.get(1).cases());
        assertFalse(lines.get(2).ratio().known());
        assertTrue(ImpactRatios.ofSelections(counts, List.of("m", "f", "o"), 0)
                .get(2)
                .ratio()
                .known());
        assertThrows(InvalidInputException.class, () -> ImpactRatios.ofSelections(counts, List.of("m"), 0));
        assertThrows(
                InvalidInputException.class, () -> ImpactRatios.ofSelections(counts, List.of("m", "f", "o"), 0.03));
    }

    @Test
    void scoresAboveTheMedian() {
        double[] scores = {3, 1, 2, 2};
        assertArrayEquals(new byte[] {1, 0, 0, 0}, ImpactRatios.aboveMedian(scores));
        assertArrayEquals(new double[] {3, 1, 2, 2}, scores);
        assertArrayEquals(new byte[] {0, 1}, ImpactRatios.aboveMedian(new double[] {-1e308, 1e308}));
        assertThrows(InvalidInputException.class, () -> ImpactRatios.aboveMedian(new double[] {Double.NaN}));
        assertThrows(InvalidInputException.class, () -> ImpactRatios.aboveMedian(new double[0]));
    }

    @Test
    void smallCellsTakeOneMoreWithThem() {
        OptionalLong none = OptionalLong.empty();
        assertEquals(List.of(none, OptionalLong.of(40), none), SmallCells.hidden(new long[] {3, 40, 12}, 10));
        assertEquals(
                List.of(none, OptionalLong.of(40), none, OptionalLong.of(12)),
                SmallCells.hidden(new long[] {3, 40, 0, 12}, 10));
        assertEquals(List.of(OptionalLong.of(10)), SmallCells.hidden(new long[] {10}, 10));
        assertThrows(InvalidInputException.class, () -> SmallCells.hidden(new long[] {-1}, 10));
        assertThrows(InvalidInputException.class, () -> SmallCells.hidden(new long[] {1}, 1));
    }

    /** Groups of which {@code table[g][0]} of {@code table[g][1]} were selected, outcomes unknown. */
    private static GroupCounts selections(long[][] table) {
        int n = 0;
        for (long[] row : table) {
            n += (int) row[1];
        }
        byte[] group = new byte[n];
        byte[] selected = new byte[n];
        byte[] positive = new byte[n];
        int at = 0;
        for (int g = 0; g < table.length; g++) {
            for (int i = 0; i < table[g][1]; i++) {
                group[at] = (byte) g;
                selected[at] = (byte) (i < table[g][0] ? 1 : 0);
                positive[at++] = GroupCounts.UNKNOWN;
            }
        }
        return GroupCounts.of(group, table.length, selected, positive);
    }
}
