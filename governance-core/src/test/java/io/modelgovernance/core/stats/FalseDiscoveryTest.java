package io.modelgovernance.core.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** References: {@code statsmodels.stats.multitest.multipletests(p, method='fdr_bh' or 'fdr_by')[1]}, statsmodels 0.13.5. */
class FalseDiscoveryTest {
    private static final double[] P = {0.01, 0.04, 0.03, 0.005, 0.6};

    @Test
    void agreesWithStatsmodels() {
        assertArrayEquals(new double[] {0.025, 0.05, 0.05, 0.025, 0.6}, FalseDiscovery.independent(P), 1e-15);
        double[] arbitrary = {0.057083333333333333, 0.11416666666666667, 0.11416666666666667, 0.057083333333333333, 1.0
        };
        assertArrayEquals(arbitrary, FalseDiscovery.arbitrary(P), 1e-15);
        assertArrayEquals(new double[0], FalseDiscovery.independent(new double[0]));
        assertThrows(InvalidInputException.class, () -> FalseDiscovery.independent(new double[] {1.1}));
    }

    @Property(tries = 200)
    void liesBetweenTheValuesAndHolms(
            @ForAll @Size(min = 1, max = 12) List<@DoubleRange(min = 0, max = 1) Double> drawn) {
        double[] p = Draws.numbers(drawn);
        double[] few = FalseDiscovery.independent(p);
        double[] any = FalseDiscovery.arbitrary(p);
        double[] holm = Holm.adjust(p);
        for (int i = 0; i < p.length; i++) {
            assertTrue(p[i] <= few[i] + 1e-15 && few[i] <= any[i] + 1e-15 && few[i] <= holm[i] + 1e-12);
        }
    }

    /** Of 20 tests 10 are of true changes: the share of false findings is at most a tenth of a half on average. */
    @Test
    void theShareOfFalseFindingsIsAsStated() {
        SplittableRandom random = new SplittableRandom(2);
        double share = 0;
        int runs = 2_000;
        for (int run = 0; run < runs; run++) {
            double[] p = new double[20];
            for (int i = 0; i < 20; i++) {
                double u = random.nextDouble();
                p[i] = i < 10 ? u : u * u * u * u / 10;
            }
            double[] corrected = FalseDiscovery.independent(p);
            int found = 0;
            int wrong = 0;
            for (int i = 0; i < 20; i++) {
                found += corrected[i] <= 0.1 ? 1 : 0;
                wrong += corrected[i] <= 0.1 && i < 10 ? 1 : 0;
            }
            share += found == 0 ? 0 : (double) wrong / found / runs;
        }
        assertTrue(share > 0.03 && share < 0.06, "share " + share);
    }
}
