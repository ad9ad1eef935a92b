package io.modelgovernance.core.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;

class MultinomialTest {
    /** Counts of the first of two bins against Commons Math's binomial law, by chi-square over all values. */
    @Test
    void aBinOfTwoIsBinomial() {
        SplittableRandom random = new SplittableRandom(5);
        for (long[] weights : new long[][] {{1, 1}, {1, 9}, {97, 3}, {1, 400}}) {
            int n = 30;
            int runs = 40_000;
            long[] seen = new long[n + 1];
            for (int i = 0; i < runs; i++) {
                seen[(int) Multinomial.draw(n, weights, random)[0]]++;
            }
            BinomialDistribution law =
                    new BinomialDistribution(null, n, (double) weights[0] / (weights[0] + weights[1]));
            double sum = 0;
            int cells = 0;
            double restSeen = 0;
            double restExpected = 0;
            for (int k = 0; k <= n; k++) {
                double expected = runs * law.probability(k);
                if (expected >= 10) {
                    sum += (seen[k] - expected) * (seen[k] - expected) / expected;
                    cells++;
                } else {
                    restSeen += seen[k];
                    restExpected += expected;
                }
            }
            sum += restExpected > 1 ? (restSeen - restExpected) * (restSeen - restExpected) / restExpected : 0;
            double p = 1 - new ChiSquaredDistribution(null, cells).cumulativeProbability(sum);
            assertTrue(p > 1e-4, Arrays.toString(weights) + " p " + p);
        }
    }

    @Test
    void momentsOfGreatCountsAreThoseOfTheLaw() {
        SplittableRandom random = new SplittableRandom(6);
        long n = 1_000_000_000L;
        double sum = 0;
        double squares = 0;
        int runs = 100;
        for (int i = 0; i < runs; i++) {
            long[] counts = Multinomial.draw(n, new long[] {3, 0, 7}, random);
            assertEquals(n, Arrays.stream(counts).sum());
            assertEquals(0, counts[1]);
            double z = (counts[0] - 0.3 * n) / Math.sqrt(n * 0.21);
            sum += z;
            squares += z * z;
        }
        assertEquals(0, sum / runs, 0.45);
        assertEquals(1, squares / runs, 0.65);
    }

    @Test
    void edges() {
        SplittableRandom random = new SplittableRandom(7);
        assertArrayEquals(new long[] {0, 0}, Multinomial.draw(0, new long[] {1, 1}, random));
        assertArrayEquals(new long[] {0, 9, 0}, Multinomial.draw(9, new long[] {0, 4, 0}, random));
        assertThrows(InvalidInputException.class, () -> Multinomial.draw(-1, new long[] {1}, random));
        assertThrows(InvalidInputException.class, () -> Multinomial.draw(1, new long[] {0}, random));
    }
}
