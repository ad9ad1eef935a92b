package io.modelgovernance.core.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PairedBettingTest {
    private static PairedBetting of(double... differences) {
        PairedBetting betting = new PairedBetting();
        for (double difference : differences) {
            betting.add(difference);
        }
        return betting;
    }

    private static PairedBetting repeated(double[] values, int[] times) {
        PairedBetting betting = new PairedBetting();
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < times[i]; j++) {
                betting.add(values[i]);
            }
        }
        return betting;
    }

    /**
     * SciPy 1.17.1: {@code s = 2.0 ** -np.arange(1, 13)}, {@code logsumexp([np.log1p(x * ((1 + d) / (1 + m) - 1)).sum()
     * for x in s]) - np.log(12)}; ends by {@code brentq} at {@code np.log(2 / 0.05)}.
     */
    @Test
    void agreesWithSciPy() {
        PairedBetting many = repeated(new double[] {1, -1, 0}, new int[] {60, 30, 310});
        assertEquals(2.7522039577947814, many.logEvidence(0), 1e-11);
        assertEquals(1.129439533659696, many.logEvidence(0.02), 1e-11);
        assertEquals(
                0.14351191445945632,
                repeated(new double[] {0.5, -0.25, 1 / 3.0}, new int[] {7, 20, 11})
                        .logEvidence(0),
                1e-12);
        assertEquals(
                1.1786100642790065, repeated(new double[] {1}, new int[] {20}).logEvidence(0.5), 1e-12);
        assertEquals(
                -0.2649363209159743, repeated(new double[] {-1}, new int[] {5}).logEvidence(0), 1e-12);
        Estimate difference = many.difference(0.95);
        assertEquals(0.075, difference.value(), 1e-15);
        assertEquals(-0.00802217255003696, difference.low(), 1e-9);
        assertEquals(0.15932616348867706, difference.high(), 1e-9);
    }

    /** Every way that 90 blocks of -1, 0, 1 with mean 0 can go, looked at after each: nothing is sampled. */
    @Test
    void theChanceOfEverBeingWrongIsBelowAlphaExactly() {
        double alpha = 0.1;
        int most = 90;
        double[][] alive = {{1}};
        double alarmed = 0;
        for (int n = 1; n <= most; n++) {
            double[][] next = new double[n + 1][];
            for (int up = 0; up <= n; up++) {
                next[up] = new double[n - up + 1];
                for (int down = 0; down <= n - up; down++) {
                    double p = 0.25 * (at(alive, up - 1, down) + at(alive, up, down - 1)) + 0.5 * at(alive, up, down);
                    if (p > 0 && evidence(up, down, n - up - down) >= -Math.log(alpha)) {
                        alarmed += p;
                    } else {
                        next[up][down] = p;
                    }
                }
            }
            alive = next;
        }
        assertTrue(alarmed <= alpha, "alarmed " + alarmed);
        assertTrue(alarmed > alpha / 20, "a test that never alarms proves nothing: " + alarmed);
    }

    private static double at(double[][] table, int i, int j) {
        return i < 0 || j < 0 || i >= table.length || j >= table[i].length ? 0 : table[i][j];
    }

    /** The money in closed form, for the table above. */
    private static double evidence(int up, int down, int same) {
        if (up + down < 12) {
            assertEquals(
                    repeated(new double[] {1, -1, 0}, new int[] {up, down, same})
                            .logEvidence(0),
                    money(up, down),
                    1e-9);
        }
        return money(up, down);
    }

    private static double money(int up, int down) {
        double total = 0;
        for (int k = 1; k <= 12; k++) {
            total += Math.pow(1 + Math.pow(2, -k), up) * Math.pow(1 - Math.pow(2, -k), down);
        }
        return Math.log(total / 12);
    }

    @Property(tries = 300)
    void orderDoesNotMatterAndMoreMarginIsLessEvidence(
            @ForAll @Size(min = 1, max = 60) List<@DoubleRange(min = -1, max = 1) Double> differences,
            @ForAll long seed,
            @ForAll @DoubleRange(min = -0.9, max = 0.9) double margin) {
        List<Double> shuffled = new ArrayList<>(differences);
        Collections.shuffle(shuffled, new Random(seed));
        PairedBetting one = of(differences.stream().mapToDouble(d -> d).toArray());
        PairedBetting other = of(shuffled.stream().mapToDouble(d -> d).toArray());
        assertEquals(one.logEvidence(margin), other.logEvidence(margin), 0.0);
        assertTrue(one.logEvidence(margin) >= one.logEvidence(Math.min(0.95, margin + 0.05)));
        Estimate difference = one.difference(0.95);
        assertTrue(difference.low() >= -1 && difference.high() <= 1);
        assertTrue(difference.low() <= difference.value() && difference.value() <= difference.high());
        if (difference.low() > -0.99) {
            assertTrue(one.logEvidence(difference.low() - 1e-6) >= Math.log(40) - 1e-3);
        }
    }

    @Test
    void degenerateAndBadInput() {
        PairedBetting none = new PairedBetting();
        assertEquals(0, none.logEvidence(0.3), 1e-15);
        assertFalse(none.difference(0.95).known());
        PairedBetting many = repeated(new double[] {1}, new int[] {5_000});
        assertTrue(Double.isFinite(many.logEvidence(-0.999)));
        assertTrue(many.difference(0.95).low() > 0.95);
        assertEquals(1, many.difference(0.95).high(), 0);
        assertThrows(InvalidInputException.class, () -> none.add(1.01));
        assertThrows(InvalidInputException.class, () -> none.add(Double.NaN));
        assertThrows(InvalidInputException.class, () -> none.logEvidence(1));
        assertThrows(InvalidInputException.class, () -> none.difference(1));
        assertEquals(0, none.blocks());
    }
}
