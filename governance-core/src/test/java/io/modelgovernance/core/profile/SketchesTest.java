package io.modelgovernance.core.profile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

class SketchesTest {
    private static final FeatureSchema SCHEMA =
            FeatureSchema.of(Feature.numeric("a"), Feature.numeric("b").orMissing());

    private static double[] row(int key) {
        return new double[] {key * 0.25, key % 3 == 0 ? Double.NaN : -key};
    }

    @Property(tries = 40)
    void anyPartitionInAnyOrderGivesTheSameBytes(@ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int parts) {
        RowSample whole = RowSample.of(SCHEMA, 20);
        DistinctCount all = DistinctCount.of(16);
        List<Integer> keys = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            whole.add(i, row(i));
            all.add((double) i);
            keys.add(i);
            keys.add(i / 2);
        }
        Collections.shuffle(keys, new Random(seed));
        RowSample merged = RowSample.of(SCHEMA, 20);
        DistinctCount counted = DistinctCount.of(16);
        for (int part = 0; part < parts; part++) {
            RowSample mine = RowSample.of(SCHEMA, 20);
            DistinctCount own = DistinctCount.of(16);
            for (int i = part; i < keys.size(); i += parts) {
                mine.add(keys.get(i), row(keys.get(i)));
                own.add((double) keys.get(i));
            }
            merged.add(RowSample.fromBytes(SCHEMA, mine.toBytes()));
            counted.add(DistinctCount.fromBytes(own.toBytes()));
        }
        assertArrayEquals(whole.toBytes(), merged.toBytes());
        assertArrayEquals(all.toBytes(), counted.toBytes());
        assertEquals(20, merged.rows().count());
    }

    /** The estimate's interval holds the number in about 95 % of 300 draws. */
    @Test
    void theDistinctCountIsCovered() {
        int held = 0;
        int runs = 300;
        for (int run = 0; run < runs; run++) {
            SplittableRandom random = new SplittableRandom(run);
            DistinctCount count = DistinctCount.of(256);
            for (int i = 0; i < 3_000; i++) {
                long key = random.nextLong();
                count.add(key);
                count.add(key);
            }
            Estimate estimate = count.estimate(0.95);
            held += estimate.low() <= 3_000 && estimate.high() >= 3_000 ? 1 : 0;
        }
        int least = new BinomialDistribution(null, runs, 0.94).inverseCumulativeProbability(1e-5);
        assertTrue(held >= least, held + " of " + runs);
    }

    @Test
    void fewValuesAreCountedExactly() {
        DistinctCount count = DistinctCount.of(16);
        for (double value : new double[] {0.0, -0.0, 1, 1, Double.NaN, Double.NaN}) {
            count.add(value);
        }
        assertEquals(3, count.estimate(0.9).value());
        assertEquals(3, count.estimate(0.9).low());
        count.add("a");
        count.add("a");
        count.add("b");
        assertEquals(5, count.estimate(0.9).value());
    }

    /** The greatest error of any rank of either feature keeps to its bound in all but the stated share of draws. */
    @Test
    void theRankErrorIsAsStated() {
        int over = 0;
        int runs = 200;
        for (int run = 0; run < runs; run++) {
            RowSample sample = RowSample.of(SCHEMA, 400);
            for (int i = 0; i < 4_000; i++) {
                sample.add(run * 10_000L + i, new double[] {i, 4_000 - i});
            }
            double[] ranks = sample.rows().column(0);
            Arrays.sort(ranks);
            double error = 0;
            for (int i = 0; i < ranks.length; i++) {
                error = Math.max(error, Math.abs((i + 1) / 400.0 - (ranks[i] + 1) / 4_000.0));
            }
            over += error > sample.rankError(0.1) ? 1 : 0;
        }
        int most = new BinomialDistribution(null, runs, 0.1).inverseCumulativeProbability(1 - 1e-5);
        assertTrue(over <= most, over + " of " + runs);
        RowSample few = RowSample.of(SCHEMA, 400);
        few.add(1, row(1));
        assertEquals(0, few.rankError(0.1));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        RowSample sample = RowSample.of(SCHEMA, 4);
        assertThrows(InvalidInputException.class, () -> sample.add(1, new double[1]));
        assertThrows(InvalidInputException.class, () -> sample.add(1, new double[] {1 / 0.0, 0}));
        assertThrows(InvalidInputException.class, () -> sample.add(RowSample.of(SCHEMA, 5)));
        assertThrows(InvalidInputException.class, () -> RowSample.of(SCHEMA, 1));
        assertThrows(InvalidInputException.class, () -> sample.rankError(0));
        assertThrows(InvalidInputException.class, () -> DistinctCount.of(15));
        assertThrows(InvalidInputException.class, () -> DistinctCount.of(16).add(DistinctCount.of(17)));
        assertThrows(InvalidInputException.class, () -> DistinctCount.of(16).estimate(1));
        assertFalse(sample.toString().contains("0.25"));
    }
}
