package io.modelgovernance.core.performance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.stats.Auc;
import io.modelgovernance.core.stats.Proportions;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CountedPerformanceTest {
    private static final int CASES = 3_000;

    private final double[] score = new SplittableRandom(1).doubles(CASES).toArray();
    private final boolean[] positive = positive();
    private final ScoreCounts counts = counted(0, CASES);

    private boolean[] positive() {
        SplittableRandom random = new SplittableRandom(2);
        boolean[] labels = new boolean[CASES];
        for (int i = 0; i < CASES; i++) {
            labels[i] = random.nextDouble() < score[i];
        }
        return labels;
    }

    private ScoreCounts counted(int from, int to) {
        ScoreCounter counter = new ScoreCounter();
        for (int i = from; i < to; i++) {
            counter.score(score[i]);
            counter.label(score[i], positive[i]);
        }
        return counter.counts();
    }

    private static void close(Estimate wanted, Estimate got, double tolerance) {
        assertEquals(wanted.value(), got.value(), tolerance);
        assertEquals(wanted.low(), got.low(), tolerance);
        assertEquals(wanted.high(), got.high(), tolerance);
        assertEquals(wanted.level(), got.level());
    }

    /** Decisions at a threshold of the grid lose nothing by counting; areas and probabilities as much as it says. */
    @Test
    void countsSayWhatTheCasesSay() {
        CountedPerformance of = new CountedPerformance(counts, 0.57, 0.95);
        long right = 0;
        long hits = 0;
        long selected = 0;
        long positives = 0;
        for (int i = 0; i < CASES; i++) {
            boolean chosen = score[i] >= 0.57;
            right += chosen == positive[i] ? 1 : 0;
            hits += chosen && positive[i] ? 1 : 0;
            selected += chosen ? 1 : 0;
            positives += positive[i] ? 1 : 0;
        }
        assertEquals(Proportions.of(right, CASES, 0.95), of.accuracy());
        assertEquals(Proportions.of(hits, selected, 0.95), of.precision());
        assertEquals(Proportions.of(hits, positives, 0.95), of.recall());
        assertEquals(2.0 * hits / (selected + positives), of.f1().value(), 1e-15);
        assertTrue(of.f1().low() < of.f1().value() && of.f1().value() < of.f1().high());
        close(Auc.of(positive, score), of.auc(), 1e-4);
        ExpectedPerformance wanted = ExpectedPerformance.of(score, 0.57);
        close(wanted.accuracy(), of.expected().accuracy(), 5e-4);
        close(wanted.precision(), of.expected().precision(), 1e-3);
        close(wanted.recall(), of.expected().recall(), 1e-3);
        close(wanted.f1(), of.expected().f1(), 1e-3);
        close(wanted.auc(), of.expected().auc(), 1e-3);
    }

    @Test
    void theAreaOfCountsIsThatOfTiedScores() {
        double[] tied = Arrays.stream(score).map(v -> Math.floor(10 * v)).toArray();
        long[] pos = new long[10];
        long[] neg = new long[10];
        for (int i = 0; i < CASES; i++) {
            (positive[i] ? pos : neg)[(int) tied[i]]++;
        }
        close(Auc.of(positive, tied), Auc.ofCounts(pos, neg, 0.95), 1e-12);
        assertEquals(1, Auc.ofCounts(new long[] {0, 9}, new long[] {9, 0}, 0.95).value());
        assertFalse(Auc.ofCounts(new long[] {1, 0}, new long[] {9, 0}, 0.95).known());
        assertTrue(Auc.ofCounts(pos, neg, 0.999).low()
                < Auc.ofCounts(pos, neg, 0.95).low());
    }

    @Test
    void whatManyCountedAddsUpInAnyOrder() {
        ScoreCounter sum = new ScoreCounter();
        sum.add(counted(2_000, CASES));
        sum.add(counted(0, 700));
        sum.add(counted(700, 2_000));
        assertEquals(counts, sum.counts());
        assertEquals(CASES, counts.scored());
        assertEquals(CASES, counts.labelled());
        assertEquals(counts, RecordCodec.read(ScoreCounts.class, RecordCodec.write(counts)));
    }

    /** 0.57 times 1000 is 569.9999999999999 to a double. */
    @Test
    void everyThousandthBeginsItsOwnBin() {
        for (int i = 0; i < 1_000; i++) {
            assertEquals(i, ScoreCounter.bin(i / 1_000.0));
            assertEquals(Math.max(0, i - 1), ScoreCounter.bin(Math.max(0, Math.nextDown(i / 1_000.0))));
        }
        assertEquals(999, ScoreCounter.bin(1));
    }

    @Test
    void whatIsNoProbabilityIsNotCounted() {
        ScoreCounter counter = new ScoreCounter();
        for (double score : new double[] {-0.1, 1.1, Double.NaN}) {
            counter.score(score);
            assertThrows(InvalidInputException.class, () -> counter.label(score, true));
        }
        assertEquals(new ScoreCounts(List.of(), 2), counter.counts(), "two are cases of a model of numbers");
        assertEquals(0, counter.counts().scored());
        assertEquals(2, counter.counts().cases());
        ScoreCounter other = new ScoreCounter();
        other.add(counter.counts());
        assertEquals(counter.counts(), other.counts());
        assertThrows(InvalidInputException.class, () -> new ScoreCounts(List.of(), -1));
        CountedPerformance none = new CountedPerformance(ScoreCounts.NONE, 0.5, 0.95);
        assertFalse(none.accuracy().known() || none.f1().known() || none.auc().known());
        assertFalse(none.expected().accuracy().known());
        ScoreBin bin = new ScoreBin(5, 1, 0, 0);
        assertThrows(InvalidInputException.class, () -> new ScoreCounts(List.of(bin, bin)));
        assertThrows(InvalidInputException.class, () -> new ScoreCounts(List.of(new ScoreBin(1_000, 1, 0, 0))));
        assertThrows(InvalidInputException.class, () -> new ScoreCounts(List.of(new ScoreBin(1, -1, 0, 0))));
    }
}
