package io.modelgovernance.core.surrogate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.explain.Draws;
import io.modelgovernance.explain.Anchor;
import io.modelgovernance.explain.ScoreGoal;
import io.modelgovernance.explain.SimilarCase;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SurrogatesTest {
    private static final FeatureSchema SCHEMA = FeatureSchema.of(
            Feature.numeric("a").orMissing(), Feature.categorical("b", "x", "y", "z"), Feature.numeric("c"));

    private static Rows rows(long seed, int count) {
        Draws draws = new Draws(seed);
        double[] data = new double[3 * count];
        for (int i = 0; i < count; i++) {
            data[3 * i] = draws.nextInt(10) == 0 ? Double.NaN : draws.nextGaussian();
            data[3 * i + 1] = draws.nextInt(3);
            data[3 * i + 2] = draws.nextDouble();
        }
        return Rows.of(SCHEMA, data);
    }

    private static Scorer scorer(One one) {
        return (rows, n, out) -> {
            for (int i = 0; i < n; i++) {
                out[i] = one.score(rows[3 * i], rows[3 * i + 1], rows[3 * i + 2]);
            }
        };
    }

    private interface One {
        double score(double a, double b, double c);
    }

    /** A model that is itself a tree of depth two: asks the category first, then the number, missing ones high. */
    private static final Scorer TREE = scorer((a, b, c) -> b == 1 ? 5 : a < 0.3 ? 1 : 3);

    @Test
    void aTreeIsFoundAgain() {
        SurrogateTree found = SurrogateTree.grow(TREE, rows(1, 500), 2, 5);
        Rows other = rows(2, 500);
        double[] wrong = other.score(found.tree());
        double[] right = other.score(TREE);
        long off = IntStream.range(0, 500)
                .filter(i -> Math.abs(wrong[i] - right[i]) > 1e-9)
                .count();
        assertTrue(off <= 5, off + " of 500 differ, all between two neighbouring values of the threshold");
        assertTrue(found.fidelity(TREE, other).value() > 0.98);
    }

    @Property(tries = 20)
    void deeperTreesFitNoWorse(@ForAll long seed) {
        Rows rows = rows(seed, 200);
        Scorer model = scorer((a, b, c) -> (Double.isNaN(a) ? 2 : Math.sin(3 * a)) + b * c);
        double before = 0;
        for (int depth = 1; depth <= 6; depth++) {
            double fidelity = SurrogateTree.grow(model, rows, depth, 3)
                    .fidelity(model, rows)
                    .value();
            assertTrue(fidelity >= before - 1e-12);
            before = fidelity;
        }
    }

    @Test
    void withoutSpreadOrRowsThereIsNoFidelity() {
        SurrogateTree flat = SurrogateTree.grow(scorer((a, b, c) -> 4), rows(1, 60), 3, 5);
        assertEquals(1, flat.tree().trees().nodes());
        assertFalse(flat.fidelity(scorer((a, b, c) -> 4), rows(2, 60)).known());
        assertFalse(flat.fidelity(TREE, rows(2, 29)).known());
        assertThrows(InvalidInputException.class, () -> SurrogateTree.grow(TREE, rows(1, 9), 3, 5));
        assertThrows(InvalidInputException.class, () -> SurrogateTree.grow(TREE, rows(1, 90), 11, 5));
    }

    @Property(tries = 20)
    void theNearestAreTheNearest(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int count) {
        Rows known = rows(seed, 10);
        double[] row = rows(~seed, 1).row(0);
        List<SimilarCase> found = SimilarCases.among(known).nearest(row, count);
        assertEquals(Math.min(count, 10), found.size());
        List<SimilarCase> all = SimilarCases.among(known).nearest(row, 10);
        for (int i = 1; i < 10; i++) {
            assertTrue(all.get(i - 1).distance() <= all.get(i).distance());
        }
        assertEquals(all.subList(0, found.size()), found);
        assertEquals(
                0, SimilarCases.among(known).nearest(known.row(4), 1).get(0).distance());
    }

    /** By hand: ranges 10 and 4; |3-1|/10, another category, |6-2|/4, meaned over three. */
    @Test
    void theDistanceIsGowers() {
        Rows known = Rows.of(SCHEMA, new double[] {1, 0, 2, 11, 1, 6});
        SimilarCase found =
                SimilarCases.among(known).nearest(new double[] {3, 1, 6}, 2).get(1);
        assertEquals(0, found.index());
        assertEquals((0.2 + 1 + 1) / 3, found.distance(), 1e-12);
        SimilarCase missing = SimilarCases.among(known)
                .nearest(new double[] {Double.NaN, 0, 2}, 1)
                .get(0);
        assertEquals(1.0 / 3, missing.distance(), 1e-12);
    }

    @Test
    void prototypesStandForClusters() {
        double[] data = new double[3 * 30];
        for (int i = 0; i < 30; i++) {
            data[3 * i] = i < 20 ? i * 0.01 : 5 + i * 0.01;
            data[3 * i + 1] = i < 20 ? 0 : 1;
        }
        List<SimilarCase> found = SimilarCases.among(Rows.of(SCHEMA, data)).prototypes(2);
        assertTrue(found.get(0).index() < 20);
        assertTrue(found.get(1).index() >= 20);
        assertTrue(found.get(1).distance() < found.get(0).distance());
        assertThrows(
                InvalidInputException.class,
                () -> SimilarCases.among(Rows.of(SCHEMA, data)).prototypes(31));
    }

    @Test
    void anAnchorNamesWhatSettlesTheDecision() {
        Scorer model = scorer((a, b, c) -> b == 2 ? 1 : c);
        Rows background = rows(3, 400);
        Anchor found = Anchors.withDefaults().find(model, background, new double[] {0, 2, 0.1}, ScoreGoal.atLeast(0.9));
        assertEquals(List.of(new Anchor.Condition("b", 2, 2)), found.conditions());
        assertEquals(1, found.precision().value());
        assertTrue(found.reached());
        long covered =
                IntStream.range(0, 400).filter(i -> background.get(i, 1) == 2).count();
        assertEquals(covered / 400.0, found.coverage().value());
        assertEquals(
                found,
                Anchors.withDefaults().find(model, background, new double[] {0, 2, 0.1}, ScoreGoal.atLeast(0.9)));
    }

    @Test
    void aDecisionThatIsAlwaysTheSameNeedsNoCondition() {
        Anchor found = Anchors.withDefaults()
                .find(scorer((a, b, c) -> 1), rows(3, 50), new double[] {0, 0, 0}, ScoreGoal.below(2));
        assertEquals(List.of(), found.conditions());
        assertEquals(1, found.coverage().value());
    }

    @Test
    void aCoinHasNoAnchorAndIsNotGivenOne() {
        Scorer coin = scorer((a, b, c) -> (long) (c * 1e9) % 2);
        Anchor found =
                Anchors.withDefaults().find(coin, rows(3, 300), new double[] {0, 0, 0.5}, ScoreGoal.atLeast(0.5));
        assertFalse(found.reached());
        assertTrue(found.precision().low() < 0.6);
    }

    /** The interval of the precision must hold the true share, here the share of c under 0.8 among rows with b = y. */
    @Test
    void thePrecisionHoldsTheTrueShare() {
        Scorer model = scorer((a, b, c) -> b == 1 && c < 0.97 || b != 1 && c < 0.3 ? 1 : 0);
        Rows background = rows(5, 500);
        double truth = IntStream.range(0, 500)
                .mapToDouble(i -> background.get(i, 2) < 0.97 ? 1 : 0)
                .average()
                .orElse(0);
        int held = 0;
        for (int seed = 0; seed < 60; seed++) {
            Anchor found = Anchors.withDefaults()
                    .withPrecision(0.9)
                    .withSeed(seed)
                    .find(model, background, new double[] {0, 1, 0.9}, ScoreGoal.atLeast(0.5));
            assertEquals("b", found.conditions().get(0).feature());
            held += found.conditions().size() > 1
                            || (found.precision().low() <= truth
                                    && truth <= found.precision().high())
                    ? 1
                    : 0;
        }
        assertTrue(held >= 52, held + " of 60");
    }

    @Test
    void badInputIsRefused() {
        Anchors anchors = Anchors.withDefaults();
        assertThrows(InvalidInputException.class, () -> anchors.withPrecision(0.5));
        assertThrows(InvalidInputException.class, () -> anchors.withMostConditions(0));
        assertThrows(
                InvalidInputException.class, () -> anchors.find(TREE, rows(1, 9), new double[3], ScoreGoal.below(1)));
        assertThrows(
                InvalidInputException.class,
                () -> SimilarCases.among(rows(1, 9)).nearest(new double[2], 1));
        assertArrayEquals(rows(1, 9).toArray(), rows(1, 9).toArray());
    }
}
