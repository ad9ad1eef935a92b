package io.modelgovernance.core.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Proportions;
import io.modelgovernance.explain.ImportanceReport;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PermutationImportanceTest {
    private static final int ROWS = 4000;
    private static final Scorer LINEAR = Games.scorer(3, row -> 2 * row[0] + row[1]);

    /** For y = 2 a + b and independent standard normals, shuffling a feature of weight w costs 2 w^2 (Fisher 2019). */
    @Test
    void theFallOfTheSquaredErrorIsTwiceTheSquaredWeight() {
        Rows rows = Games.random(new Random(4), 3, ROWS);
        ImportanceReport report = PermutationImportance.withDefaults()
                .withMetric(Metric.negativeSquaredError())
                .measure(LINEAR, rows, rows.score(LINEAR));
        assertEquals(8, importance(report, 0).value(), 0.4);
        assertEquals(2, importance(report, 1).value(), 0.1);
        assertEquals(Estimate.of(0, 0, 0, 0.95, ROWS, report.method()), importance(report, 2));
        assertEquals(ROWS * 31L, report.modelRows());
        assertEquals("f0", report.ranked().get(0).feature());
    }

    /** The interval is t over permutations: the numbers it needs follow from the falls themselves. */
    @Test
    void theIntervalIsOfTheMeanOverPermutations() {
        Rows rows = Games.random(new Random(4), 3, 50);
        double[] outcomes = rows.score(LINEAR);
        PermutationImportance two = PermutationImportance.withDefaults()
                .withMetric(Metric.negativeSquaredError())
                .withRepeats(2);
        Estimate wide = importance(two.measure(LINEAR, rows, outcomes), 0);
        Estimate half = importance(two.withLevel(0.5).measure(LINEAR, rows, outcomes), 0);
        // t of 1 degree of freedom is tan(pi (p - 1/2)); scipy.stats.t.ppf(0.975, 1) = 12.706204736432095 (SciPy
        // 1.10.1)
        assertEquals(12.7062047362, (wide.high() - wide.value()) / (half.high() - half.value()), 1e-8);
        assertEquals(wide.value() - wide.low(), wide.high() - wide.value(), 1e-9);
    }

    @Test
    void theSameSeedGivesTheSameBitsAndNothingIsChanged() {
        double[] data = Games.gaussian(new Random(8), 300);
        double[] before = data.clone();
        Rows rows = Rows.of(Games.schema(3), data);
        double[] outcomes = new double[100];
        for (int i = 0; i < 100; i++) {
            outcomes[i] = rows.get(i, 0) > 0 ? 1 : 0;
        }
        double[] outcomesBefore = outcomes.clone();
        PermutationImportance measure = PermutationImportance.withDefaults().withSeed(5);
        ImportanceReport report = measure.measure(LINEAR, rows, outcomes);
        assertEquals(report, measure.measure(LINEAR, rows, outcomes));
        assertNotEquals(report, measure.withSeed(6).measure(LINEAR, rows, outcomes));
        assertArrayEquals(before, data);
        assertArrayEquals(outcomesBefore, outcomes);
        assertTrue(importance(report, 0).low() > importance(report, 1).high());
    }

    @Test
    void whatCannotBeMeasuredIsRefused() {
        Rows rows = Games.random(new Random(4), 3, 4);
        PermutationImportance measure = PermutationImportance.withDefaults();
        assertThrows(InvalidInputException.class, () -> measure.measure(LINEAR, rows, new double[3]));
        InvalidInputException refused = assertThrows(
                InvalidInputException.class, () -> measure.measure(LINEAR, rows, new double[] {1, 1, 1, 1}));
        assertEquals(
                "The outcomes hold 4 ones and 0 zeros among 4 but must be zeros and ones, some of each.",
                refused.getMessage());
        Rows none = Rows.of(Games.schema(3), new double[0]);
        assertThrows(InvalidInputException.class, () -> measure.measure(LINEAR, none, new double[0]));
        assertThrows(InvalidInputException.class, () -> measure.withRepeats(1));
        assertThrows(InvalidInputException.class, () -> measure.withLevel(1));
    }

    /** sklearn.metrics.roc_auc_score([0,0,1,1,1,0], [.1,.4,.35,.8,.4,.4]) = 0.6666666666666667 (scikit-learn 1.2.1) */
    @Test
    void theAreaCountsTiesHalf() {
        double[] outcomes = {0, 0, 1, 1, 1, 0};
        double[] scores = {.1, .4, .35, .8, .4, .4};
        assertEquals(0.6666666666666667, Metric.auc().of(outcomes, scores), 1e-15);
        assertEquals(0.5, Metric.auc().of(new double[] {1, 0}, new double[] {0.0, -0.0}));
        assertThrows(InvalidInputException.class, () -> Metric.auc().of(new double[] {0, 1, 2}, new double[3]));
    }

    /** However the scores lie, in bins or sorted, the area is the share of pairs in order. */
    @Property(tries = 300)
    void theAreaIsTheShareOfPairs(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int n, @ForAll @IntRange(max = 4) int kind) {
        Random random = new Random(seed);
        double[] outcomes = new double[n];
        double[] scores = new double[n];
        for (int i = 0; i < n; i++) {
            outcomes[i] = i == 0 ? 1 : i == 1 ? 0 : random.nextInt(2);
            double even = random.nextDouble();
            scores[i] = switch (kind) {
                case 0 -> even;
                case 1 -> Math.rint(3 * even);
                case 2 -> Math.pow(10, 600 * even - 300);
                case 3 -> i == 0 ? 1e300 : even;
                default -> (random.nextBoolean() ? 0.0 : -0.0);
            };
        }
        double halves = 0;
        double pairs = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (outcomes[i] == 1 && outcomes[j] == 0) {
                    pairs++;
                    halves += scores[i] > scores[j] ? 2 : scores[i] == scores[j] ? 1 : 0;
                }
            }
        }
        assertEquals(halves / 2 / pairs, Metric.auc().of(outcomes, scores), 1e-15);
    }

    /** The t interval over permutations holds the mean over very many of them at its level. */
    @Test
    void theIntervalHoldsAtItsLevel() {
        Rows rows = Games.random(new Random(4), 3, 40);
        double[] outcomes = rows.score(LINEAR);
        PermutationImportance measure = PermutationImportance.withDefaults().withMetric(Metric.negativeSquaredError());
        double truth = importance(measure.withRepeats(40_000).measure(LINEAR, rows, outcomes), 0)
                .value();
        int held = 0;
        int tries = 600;
        for (int seed = 0; seed < tries; seed++) {
            Estimate found = importance(measure.withSeed(1_000_003L * seed + 5).measure(LINEAR, rows, outcomes), 0);
            held += found.low() <= truth && truth <= found.high() ? 1 : 0;
        }
        Estimate share = Proportions.of(held, tries, 0.9998);
        assertTrue(share.low() <= 0.95 && share.high() >= 0.95, held + " of " + tries);
    }

    private static Estimate importance(ImportanceReport report, int feature) {
        return report.features().get(feature).importance();
    }
}
