package io.modelgovernance.core.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExplanationStabilityTest {
    private static final int WIDTH = 12;
    private static final LinearModel MODEL = LinearModel.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    private static final Rows BACKGROUND = Games.zeros(WIDTH);

    @Test
    void anExplainerThatLooksAtTheModelAgreesByChanceWithShuffledOnes() {
        Explainer exact = KernelShap.withDefaults().over(BACKGROUND);
        Estimate found = ExplanationStability.randomisation(exact, MODEL, Games.ones(WIDTH), 60, 7);
        assertTrue(found.low() <= 0 && found.high() >= 0, found::toString);
        assertTrue(found.high() < 0.3, found::toString);
        assertEquals(found, ExplanationStability.randomisation(exact, MODEL, Games.ones(WIDTH), 60, 7));
    }

    @Test
    void oneThatLooksAtTheRowAloneIsFoundOut() {
        Explainer blind = new Explainer() {
            @Override
            public String method() {
                return "the inputs themselves";
            }

            @Override
            public Attribution explain(Scorer scorer, double[] row) {
                return Attribution.of(
                        method(),
                        0,
                        BACKGROUND.schema().names(),
                        row,
                        new double[row.length],
                        scorer.score(row),
                        1,
                        0,
                        ExplainedRows.digest(BACKGROUND));
            }
        };
        double[] row = Games.gaussian(new Random(1), WIDTH);
        assertEquals(
                1, ExplanationStability.randomisation(blind, MODEL, row, 5, 7).value(), 1e-12);
    }

    @Test
    void seedsThatTellTheSameStoryAgree() {
        Scorer crooked = Games.table(8, Games.gaussian(new Random(3), 1 << 8));
        List<Attribution> rough = new ArrayList<>();
        List<Attribution> sharp = new ArrayList<>();
        for (int seed = 1; seed <= 6; seed++) {
            PermutationShapley sampling = PermutationShapley.withDefaults().withSeed(seed);
            rough.add(sampling.withRounds(16).over(Games.zeros(8)).explain(crooked, Games.ones(8)));
            sharp.add(sampling.withRounds(4_000).over(Games.zeros(8)).explain(crooked, Games.ones(8)));
        }
        double noisy = ExplanationStability.acrossSeeds(rough);
        double steady = ExplanationStability.acrossSeeds(sharp);
        assertTrue(steady > 0.95 && steady > noisy, noisy + " and " + steady);
        assertThrows(InvalidInputException.class, () -> ExplanationStability.acrossSeeds(rough.subList(0, 1)));
        assertThrows(
                InvalidInputException.class,
                () -> ExplanationStability.randomisation(
                        KernelShap.withDefaults().over(BACKGROUND), MODEL, Games.ones(WIDTH), 1, 1));
    }
}
