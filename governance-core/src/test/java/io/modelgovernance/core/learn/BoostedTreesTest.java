package io.modelgovernance.core.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BoostedTreesTest {
    private static final BoostedTrees.Settings ONE = new BoostedTrees.Settings(1, 1, 1, 1);

    /** The best cut of 0, 0, 0, 9 is before the last: values 0 and 9, whatever is missing goes where it fits. */
    @Test
    void oneStumpIsTheBestCut() {
        double[] rows = {1, 2, 3, 4};
        BoostedTrees stump = BoostedTrees.fit(rows, 1, new double[] {0, 0, 0, 9}, ONE);
        double[] out = new double[4];
        stump.score(rows, 4, out);
        assertArrayEquals(new double[] {0, 0, 0, 9}, out, 1e-12);
        assertArrayEquals(new double[] {1}, stump.importance(), 1e-12);
    }

    @Test
    void missingIsAValueOfItsOwn() {
        double[] rows = {Double.NaN, 2, Double.NaN, 4};
        BoostedTrees stump = BoostedTrees.fit(rows, 1, new double[] {5, 1, 5, 1}, ONE);
        assertEquals(5, stump.score(new double[] {Double.NaN}), 1e-12);
        assertEquals(1, stump.score(new double[] {-1e9}), 1e-12);
    }

    @Test
    void learnsAnInteractionAndSaysByWhat() {
        SplittableRandom random = new SplittableRandom(1);
        double[] rows = random.doubles(3 * 2_000, -1, 1).toArray();
        double[] kept = rows.clone();
        double[] target = new double[2_000];
        for (int i = 0; i < target.length; i++) {
            target[i] = rows[3 * i] * rows[3 * i + 1] > 0 ? 1 : -1;
        }
        BoostedTrees model = BoostedTrees.fit(rows, 3, target, BoostedTrees.Settings.defaults());
        int right = 0;
        for (int i = 0; i < 1_000; i++) {
            double[] row = random.doubles(3, -1, 1).toArray();
            right += model.score(row) > 0 == row[0] * row[1] > 0 ? 1 : 0;
        }
        assertTrue(right > 900, "right " + right);
        assertTrue(model.importance()[2] < 0.05, "third " + model.importance()[2]);
        assertArrayEquals(kept, rows);
        assertEquals(
                model.score(new double[] {0.3, 0.4, 0}),
                BoostedTrees.fit(rows, 3, target, BoostedTrees.Settings.defaults())
                        .score(new double[] {0.3, 0.4, 0}));
    }

    @Test
    void nothingToLearnIsTheMean() {
        BoostedTrees model =
                BoostedTrees.fit(new double[] {7, 7, 7}, 1, new double[] {1, 2, 6}, BoostedTrees.Settings.defaults());
        assertEquals(3, model.score(new double[] {100}), 1e-12);
        assertArrayEquals(new double[] {0}, model.importance());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThrows(InvalidInputException.class, () -> BoostedTrees.fit(new double[3], 2, new double[1], ONE));
        assertThrows(InvalidInputException.class, () -> BoostedTrees.fit(new double[0], 1, new double[0], ONE));
        assertThrows(
                InvalidInputException.class, () -> BoostedTrees.fit(new double[] {1 / 0.0}, 1, new double[] {1}, ONE));
        assertThrows(
                InvalidInputException.class,
                () -> BoostedTrees.fit(new double[] {1}, 1, new double[] {Double.NaN}, ONE));
        assertThrows(InvalidInputException.class, () -> new BoostedTrees.Settings(0, 1, 1, 1));
        assertThrows(InvalidInputException.class, () -> new BoostedTrees.Settings(1, 1, 0, 1));
    }
}
