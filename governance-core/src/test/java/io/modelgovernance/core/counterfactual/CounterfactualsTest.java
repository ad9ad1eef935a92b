package io.modelgovernance.core.counterfactual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.Counterfactual;
import io.modelgovernance.explain.CounterfactualReport;
import io.modelgovernance.explain.CounterfactualReport.Verdict;
import io.modelgovernance.explain.ScoreGoal;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CounterfactualsTest {
    private static final FeatureSchema SCHEMA = FeatureSchema.of(
            Feature.numeric("income"), Feature.numeric("debt"), Feature.categorical("home", "rent", "own"));

    private static final Scorer RISK = (rows, n, out) -> {
        for (int i = 0; i < n; i++) {
            double margin = 0.03 * rows[3 * i + 1] - 0.05 * rows[3 * i] - 0.6 * rows[3 * i + 2];
            out[i] = 1 / (1 + StrictMath.exp(-margin));
        }
    };

    private static Rows background(Random random) {
        double[] data = new double[3 * 100];
        for (int i = 0; i < 100; i++) {
            data[3 * i] = 20 + 60 * random.nextDouble();
            data[3 * i + 1] = random.nextInt(100);
            data[3 * i + 2] = random.nextInt(2);
        }
        return Rows.of(SCHEMA, data);
    }

    @Property(tries = 40)
    void whatIsFoundMeetsTheGoalWithinTheActionsAndCannotBeDrawnBack(@ForAll long seed) {
        Random random = new Random(seed);
        Rows background = background(random);
        double[] row = background.row(0);
        Actions actions = Actions.of(background).onlyFalls("debt");
        ScoreGoal goal = ScoreGoal.below(RISK.score(row) * 0.8);
        CounterfactualReport report = Counterfactuals.of(actions).find(RISK, row, goal, 3);
        assertTrue(report.verdict() == Verdict.FOUND || report.verdict() == Verdict.NONE_FOUND);
        for (Counterfactual one : report.found()) {
            double[] to = one.row().stream().mapToDouble(value -> value).toArray();
            assertTrue(goal.met(RISK.score(to)));
            assertTrue(to[1] <= row[1] && to[1] == Math.rint(to[1]));
            for (Counterfactual.FeatureChange change : one.changes()) {
                double[] undone = to.clone();
                undone[SCHEMA.indexOf(change.feature())] = change.from();
                assertTrue(!goal.met(RISK.score(undone)), "could be left undone: " + change.feature());
            }
        }
        assertEquals(report, Counterfactuals.of(actions).find(RISK, row, goal, 3));
    }

    /** One feature alone: the answer is known in closed form. */
    @Test
    void aSingleNumberIsDrawnBackToTheBorder() {
        Rows background = background(new Random(1));
        double[] row = {30, 50, 0};
        Actions actions = Actions.of(background).fixed("debt", "home").inSteps("income", 0);
        // margin 1.5 - 0.05 * income = 0 at income 30 is 0; below 0.4: margin log(0.4 / 0.6), income 38.109302162163288
        CounterfactualReport report = Counterfactuals.of(actions).find(RISK, row, ScoreGoal.below(0.4), 1);
        assertEquals(38.109302162163288, report.found().get(0).row().get(0), 1e-9);
        assertEquals(
                List.of("income"),
                List.of(report.found().get(0).changes().get(0).feature()));
    }

    @Test
    void noneFoundIsNotNoneExists() {
        Rows background = background(new Random(1));
        CounterfactualReport report =
                Counterfactuals.of(Actions.of(background)).find(RISK, background.row(0), ScoreGoal.below(-1), 1);
        assertEquals(Verdict.NONE_FOUND, report.verdict());
        assertEquals(List.of(), report.found());
        assertEquals(
                Verdict.ALREADY_MET,
                Counterfactuals.of(Actions.of(background))
                        .find(RISK, background.row(0), ScoreGoal.below(2), 1)
                        .verdict());
        Scorer broken = (rows, n, out) -> Arrays.fill(out, Double.NaN);
        assertThrows(
                InvalidInputException.class,
                () -> Counterfactuals.of(Actions.of(background))
                        .find(broken, background.row(0), ScoreGoal.below(0), 1));
    }
}
