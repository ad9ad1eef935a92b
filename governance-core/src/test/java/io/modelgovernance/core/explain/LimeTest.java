package io.modelgovernance.core.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.LocalModel;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LimeTest {
    @Property(tries = 30)
    void theSlopesOfALinearModelAreItsWeights(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int width) {
        Random random = new Random(seed);
        double[] weights = Games.gaussian(random, width);
        Scorer scorer = Games.scorer(width, row -> {
            double sum = 3;
            for (int f = 0; f < width; f++) {
                sum += weights[f] * row[f];
            }
            return sum;
        });
        Rows background = Games.random(random, width, 20);
        double[] row = Games.gaussian(random, width);
        LocalModel found = Lime.withDefaults()
                .withPairs(100)
                .withSeed(seed)
                .over(background)
                .explain(scorer, row);
        assertArrayEquals(weights, slopes(found), 1e-8);
        assertEquals(scorer.score(row), found.fitted(), 1e-8);
        assertEquals(1, found.fidelity(), 1e-9);
        assertTrue(found.standardErrors().stream().allMatch(error -> error < 1e-8));
    }

    /** Mirrored pairs cancel what bends the same way on both sides, so the slope of a square is its derivative. */
    @Test
    void aCurveHasTheSlopeOfItsTangent() {
        Scorer scorer = Games.scorer(2, row -> row[0] * row[0] + row[0] * row[1]);
        LocalModel found =
                Lime.withDefaults().over(Games.random(new Random(1), 2, 50)).explain(scorer, new double[] {2, -1});
        assertEquals(3, found.slope("f0"), 1e-9);
        assertEquals(2, found.slope("f1"), 1e-9);
    }

    @Test
    void otherSeedsTellTheSameStory() {
        Scorer scorer = Games.scorer(10, row -> Math.tanh(row[0] + 2 * row[1] - row[2]) + row[3] * row[4]);
        Rows background = Games.random(new Random(2), 10, 100);
        double[] row = Games.gaussian(new Random(3), 10);
        double[] first = slopes(Lime.withDefaults().over(background).explain(scorer, row));
        for (int seed = 2; seed < 12; seed++) {
            double[] other =
                    slopes(Lime.withDefaults().withSeed(seed).over(background).explain(scorer, row));
            assertTrue(correlation(first, other) > 0.95, "seed " + seed + ": " + correlation(first, other));
        }
    }

    /** The mean slope over many seeds stands for the true one; single ones must be as far off as they say. */
    @Test
    void theStandardErrorIsHowFarTheSlopeIsOff() {
        Scorer scorer = Games.scorer(3, row -> Math.sin(3 * row[0]) * row[1] + (row[2] > 0.3 ? 1 : 0));
        Rows background = Games.random(new Random(5), 3, 100);
        double[] row = {0.4, 1.2, 0.1};
        int seeds = 300;
        double[][] slopes = new double[seeds][];
        double[][] errors = new double[seeds][];
        double[] mean = new double[3];
        for (int seed = 0; seed < seeds; seed++) {
            LocalModel found = Lime.withDefaults()
                    .withPairs(200)
                    .withSeed(seed)
                    .over(background)
                    .explain(scorer, row);
            slopes[seed] = slopes(found);
            errors[seed] =
                    found.standardErrors().stream().mapToDouble(error -> error).toArray();
            for (int f = 0; f < 3; f++) {
                mean[f] += slopes[seed][f] / seeds;
            }
        }
        for (int f = 0; f < 3; f++) {
            double squares = 0;
            for (int seed = 0; seed < seeds; seed++) {
                double z = (slopes[seed][f] - mean[f]) / errors[seed][f];
                squares += z * z;
            }
            double spread = Math.sqrt(squares / seeds);
            assertTrue(spread > 0.85 && spread < 1.15, "feature " + f + ": " + spread);
        }
    }

    @Test
    void aCategoryIsComparedWithTheOthersAndAMissingNumberStays() {
        FeatureSchema schema = FeatureSchema.of(
                Feature.categorical("home", "rent", "own", "free"),
                Feature.numeric("income").orMissing(),
                Feature.numeric("constant"));
        Rows background = Rows.of(schema, new double[] {0, 1, 7, 1, 2, 7, 2, 3, 7, 1, 4, 7});
        Scorer scorer = Games.scorer(3, row -> (row[0] == 1 ? 5 : 0) + (Double.isNaN(row[1]) ? 9 : row[1]) + row[2]);
        LocalModel found = Lime.withDefaults().over(background).explain(scorer, new double[] {1, Double.NaN, 7});
        assertEquals(5, found.slope("home"), 1e-9);
        assertEquals(0, found.slope("income"));
        assertEquals(0, found.slope("constant"));
        assertEquals(21, found.prediction());
        assertThrows(InvalidInputException.class, () -> found.slope("age"));
    }

    @Test
    void badSettingsAreRefused() {
        assertThrows(InvalidInputException.class, () -> Lime.withDefaults().withPairs(9));
        assertThrows(InvalidInputException.class, () -> Lime.withDefaults().withRadius(0));
        assertThrows(
                InvalidInputException.class,
                () -> Lime.withDefaults().withPairs(10).over(Games.random(new Random(1), 6, 9)));
        assertThrows(InvalidInputException.class, () -> Lime.withDefaults().over(Games.zeros(2)));
    }

    private static double[] slopes(LocalModel model) {
        return model.slopes().stream().mapToDouble(slope -> slope).toArray();
    }

    private static double correlation(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElse(0);
        double meanY = Arrays.stream(y).average().orElse(0);
        double both = 0;
        double squareX = 0;
        double squareY = 0;
        for (int i = 0; i < x.length; i++) {
            both += (x[i] - meanX) * (y[i] - meanY);
            squareX += (x[i] - meanX) * (x[i] - meanX);
            squareY += (y[i] - meanY) * (y[i] - meanY);
        }
        return both / Math.sqrt(squareX * squareY);
    }
}
