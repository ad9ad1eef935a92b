package io.modelgovernance.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What an explainer promises, and the axioms that it may claim. A framework author extends this in the tests of an explainer
 * of their own; the games are random but always the same ones.
 */
public abstract class ExplainerContract {
    private static final int GAMES = 20;

    /** An axiom of Shapley values that an explainer can claim. */
    public enum Claim {
        /** The values add up to the score less the baseline. */
        EFFICIENCY,
        /** Features that do the same get the same. */
        SYMMETRY,
        /** A feature that does nothing gets nothing. */
        NULL_PLAYER,
        /** The values of a sum of models are the sums of the values. */
        ADDITIVITY,
        /** One feature more that does nothing changes no other's value. */
        IRRELEVANCE,
        /** The values are the Shapley values. */
        EXACT
    }

    /** Creates the suite. */
    protected ExplainerContract() {}

    /**
     * The explainer under test.
     *
     * @param background rows it compares with; of two to six numeric features that accept missing values
     * @return the explainer
     */
    protected abstract Explainer over(Rows background);

    /**
     * What the explainer claims.
     *
     * @return the axioms that are tested
     */
    protected abstract Set<Claim> claims();

    /**
     * How near numbers of size 1 must be.
     *
     * @return the greatest difference allowed, greater than 0
     */
    protected double tolerance() {
        return 1e-9;
    }

    @Test
    final void anAttributionTellsWhatItIsOf() {
        Rows background = ExplainerGames.random(new Random(1), 4, 5);
        double[] row = ExplainerGames.numbers(new Random(2), 4);
        Scorer scorer = ExplainerGames.wave(4);
        Explainer explainer = over(background);
        Attribution found = explainer.explain(scorer, row);
        assertEquals(background.schema().names(), found.features(), "features");
        assertEquals(scorer.score(row), found.prediction(), "prediction");
        double sum = found.baseline();
        for (double value : found.values()) {
            sum += value;
        }
        assertEquals(found.prediction() - sum, found.residual(), 1e-12, "residual");
        assertEquals(
                found.background(), explainer.explain(scorer, background.row(0)).background(), "background");
    }

    @Test
    final void theSameInputsGiveTheSameBits() {
        Rows background = ExplainerGames.random(new Random(3), 5, 4);
        double[] row = ExplainerGames.numbers(new Random(4), 5);
        Scorer scorer = ExplainerGames.wave(5);
        assertEquals(over(background).explain(scorer, row), over(background).explain(scorer, row));
    }

    @Test
    final void anyNumberOfThreadsGetsTheBitsOfOne() throws Exception {
        Explainer explainer = over(ExplainerGames.random(new Random(5), 5, 4));
        Scorer scorer = ExplainerGames.wave(5);
        List<Callable<Attribution>> tasks = new ArrayList<>();
        List<Attribution> alone = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            double[] row = ExplainerGames.numbers(new Random(i), 5);
            alone.add(explainer.explain(scorer, row));
            tasks.add(() -> explainer.explain(scorer, row));
        }
        for (int count : new int[] {1, 2, 3, 8}) {
            ExecutorService threads = Executors.newFixedThreadPool(count);
            try {
                List<Future<Attribution>> together = threads.invokeAll(tasks);
                for (int i = 0; i < alone.size(); i++) {
                    assertEquals(alone.get(i), together.get(i).get(), count + " threads");
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    final void anAttributionTellsWhatItCost() {
        Rows background = ExplainerGames.random(new Random(12), 4, 5);
        Scorer wave = ExplainerGames.wave(4);
        long[] scored = new long[1];
        Scorer counting = (rows, n, out) -> {
            scored[0] += n;
            wave.score(rows, n, out);
        };
        Attribution found = over(background).explain(counting, ExplainerGames.numbers(new Random(13), 4));
        assertEquals(scored[0], found.modelRows(), "model rows");
    }

    @Test
    final void thePlanIsTheSameForEveryRow() {
        Explainer explainer = over(ExplainerGames.random(new Random(14), 4, 5));
        Scorer scorer = ExplainerGames.wave(4);
        Attribution one = explainer.explain(scorer, ExplainerGames.numbers(new Random(15), 4));
        Attribution other = explainer.explain(scorer, ExplainerGames.numbers(new Random(16), 4));
        assertEquals(one.plan(), other.plan(), "plan");
    }

    @Test
    final void nothingHandedInIsModified() {
        double[] data = ExplainerGames.numbers(new Random(6), 4 * 6);
        double[] row = ExplainerGames.numbers(new Random(7), 4);
        double[] dataBefore = data.clone();
        double[] rowBefore = row.clone();
        over(Rows.of(ExplainerGames.schema(4), data)).explain(ExplainerGames.wave(4), row);
        assertArrayEquals(dataBefore, data, "background");
        assertArrayEquals(rowBefore, row, "row");
    }

    @Test
    final void theOrderOfTheBackgroundDoesNotMatter() {
        Rows background = ExplainerGames.random(new Random(8), 4, 6);
        double[] reversed = new double[24];
        for (int i = 0; i < 6; i++) {
            System.arraycopy(background.row(5 - i), 0, reversed, 4 * i, 4);
        }
        double[] row = ExplainerGames.numbers(new Random(9), 4);
        Scorer scorer = ExplainerGames.wave(4);
        double[] one = values(over(background).explain(scorer, row));
        double[] other = values(over(Rows.of(background.schema(), reversed)).explain(scorer, row));
        assertArrayEquals(one, other, tolerance());
    }

    @Test
    final void aRowOfAnotherWidthIsRefused() {
        Explainer explainer = over(ExplainerGames.random(new Random(10), 4, 3));
        Scorer scorer = ExplainerGames.wave(4);
        assertThrows(InvalidInputException.class, () -> explainer.explain(scorer, new double[3]));
        assertThrows(InvalidInputException.class, () -> explainer.explain(scorer, new double[5]));
    }

    @Test
    final void aScoreThatIsNoNumberIsRefused() {
        Explainer explainer = over(ExplainerGames.random(new Random(11), 3, 3));
        Scorer broken = (rows, n, out) -> Arrays.fill(out, 0, n, Double.NaN);
        assertThrows(InvalidInputException.class, () -> explainer.explain(broken, new double[3]));
    }

    @Test
    final void theValuesAddUp() {
        assumeTrue(claims().contains(Claim.EFFICIENCY), "efficiency is not claimed");
        for (int game = 0; game < GAMES; game++) {
            Random random = new Random(game);
            int width = 2 + game % 5;
            Rows background = ExplainerGames.random(random, width, 1 + game % 4);
            Attribution found =
                    over(background).explain(ExplainerGames.wave(width), ExplainerGames.numbers(random, width));
            assertEquals(0, found.residual(), tolerance(), "residual of game " + game);
            double mean =
                    Arrays.stream(background.score(ExplainerGames.wave(width))).sum() / background.count();
            assertEquals(mean, found.baseline(), tolerance(), "baseline of game " + game);
        }
    }

    @Test
    final void featuresThatDoTheSameGetTheSame() {
        assumeTrue(claims().contains(Claim.SYMMETRY), "symmetry is not claimed");
        for (int game = 0; game < GAMES; game++) {
            int width = 2 + game % 5;
            double[] any = ExplainerGames.worth(game, width);
            double[] same = new double[any.length];
            Arrays.setAll(same, mask -> any[mask] + any[mask & ~3 | (mask & 1) << 1 | (mask & 2) >> 1]);
            double[] values = explain(width, same);
            assertEquals(values[0], values[1], tolerance(), "game " + game);
        }
    }

    @Test
    final void aFeatureThatDoesNothingGetsNothing() {
        assumeTrue(claims().contains(Claim.NULL_PLAYER), "null player is not claimed");
        for (int game = 0; game < GAMES; game++) {
            int width = 2 + game % 5;
            double[] any = ExplainerGames.worth(game, width);
            double[] idle = new double[any.length];
            Arrays.setAll(idle, mask -> any[mask & ~1]);
            assertEquals(0, explain(width, idle)[0], tolerance(), "game " + game);
        }
    }

    @Test
    final void aFeatureMoreThatDoesNothingChangesNoOther() {
        assumeTrue(claims().contains(Claim.IRRELEVANCE), "irrelevance is not claimed");
        for (int game = 0; game < GAMES; game++) {
            int width = 2 + game % 4;
            double[] worth = ExplainerGames.worth(game, width);
            double[] wider = new double[2 * worth.length];
            Arrays.setAll(wider, mask -> worth[mask % worth.length]);
            double[] found = Arrays.copyOf(explain(width + 1, wider), width);
            assertArrayEquals(explain(width, worth), found, tolerance(), "game " + game);
        }
    }

    @Test
    final void valuesOfASumAreSumsOfValues() {
        assumeTrue(claims().contains(Claim.ADDITIVITY), "additivity is not claimed");
        for (int game = 0; game < GAMES; game++) {
            int width = 2 + game % 5;
            double[] one = ExplainerGames.worth(game, width);
            double[] two = ExplainerGames.worth(~game, width);
            double[] both = new double[one.length];
            Arrays.setAll(both, mask -> one[mask] - 3 * two[mask]);
            double[] first = explain(width, one);
            double[] second = explain(width, two);
            double[] expected = new double[width];
            Arrays.setAll(expected, i -> first[i] - 3 * second[i]);
            assertArrayEquals(expected, explain(width, both), tolerance(), "game " + game);
        }
    }

    @Test
    final void theValuesAreShapleys() {
        assumeTrue(claims().contains(Claim.EXACT), "exactness is not claimed");
        for (int game = 0; game < GAMES; game++) {
            int width = 2 + game % 5;
            double[] worth = ExplainerGames.worth(game, width);
            assertArrayEquals(
                    ExplainerGames.byOrders(width, worth), explain(width, worth), tolerance(), "game " + game);
        }
    }

    private double[] explain(int width, double[] worth) {
        double[] ones = new double[width];
        Arrays.fill(ones, 1);
        Rows zeros = Rows.of(ExplainerGames.schema(width), new double[width]);
        return values(over(zeros).explain(ExplainerGames.table(width, worth), ones));
    }

    private static double[] values(Attribution attribution) {
        return attribution.values().stream().mapToDouble(value -> value).toArray();
    }
}
