package io.modelgovernance.core.counterfactual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.tree.TreeEnsemble;
import io.modelgovernance.core.tree.TreeNode;
import io.modelgovernance.explain.Counterfactual;
import io.modelgovernance.explain.CounterfactualReport;
import io.modelgovernance.explain.CounterfactualReport.Verdict;
import io.modelgovernance.explain.ScoreGoal;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TreeCounterfactualsTest {
    private static final FeatureSchema SCHEMA = FeatureSchema.of(
            Feature.numeric("a"),
            Feature.numeric("b").orMissing(),
            Feature.categorical("c", "x", "y", "z"),
            Feature.numeric("d"));

    private static Rows background(Random random) {
        double[] data = new double[4 * 30];
        for (int i = 0; i < 30; i++) {
            data[4 * i] = random.nextInt(10);
            data[4 * i + 1] = random.nextInt(5) == 0 ? Double.NaN : 4 * random.nextDouble();
            data[4 * i + 2] = random.nextInt(3);
            data[4 * i + 3] = random.nextInt(6);
        }
        return Rows.of(SCHEMA, data);
    }

    private static TreeNode tree(Random random, int depth) {
        if (depth == 0 || random.nextInt(6) == 0) {
            return TreeNode.leaf(random.nextGaussian(), 1);
        }
        int feature = random.nextInt(4);
        TreeNode left = tree(random, depth - 1);
        TreeNode right = tree(random, depth - 1);
        if (feature == 2) {
            return new TreeNode.CategorySplit(2, List.of(random.nextInt(3)), random.nextBoolean(), left, right);
        }
        double threshold = feature == 1 ? 4 * random.nextDouble() : random.nextInt(9) + 0.5 * random.nextInt(2);
        return new TreeNode.Split(feature, threshold, random.nextBoolean(), feature == 3, left, right);
    }

    private static TreeEnsemble ensemble(Random random) {
        TreeEnsemble.Builder builder = TreeEnsemble.builder(4);
        for (int i = 0; i < 4; i++) {
            builder.tree(tree(random, 3));
        }
        return builder.build();
    }

    /** All rows made of values just at, just under and between thresholds, the cheapest that meets the goal. */
    private static double cheapest(TreeEnsemble model, Actions actions, double[] row, ScoreGoal goal) {
        List<List<Double>> values = new ArrayList<>();
        for (int f = 0; f < 4; f++) {
            List<Double> own = new ArrayList<>(List.of(row[f], actions.action(f).origin(Double.NaN)));
            for (int i = 0; i <= 9 * 2; i++) {
                own.add(i / 2.0);
            }
            for (int node = 0; node < model.trees().nodes(); node++) {
                if (model.trees().feature(node) == 1) {
                    own.add(model.trees().threshold(node));
                    own.add(Math.nextDown(model.trees().threshold(node)));
                }
            }
            int feature = f;
            values.add(own.stream()
                    .filter(to ->
                            actions.action(feature).reaches(row[feature], to) || Double.compare(to, row[feature]) == 0)
                    .distinct()
                    .collect(Collectors.toList()));
        }
        double least = Double.POSITIVE_INFINITY;
        for (double a : values.get(0)) {
            for (double b : values.get(1)) {
                for (double c : values.get(2)) {
                    for (double d : values.get(3)) {
                        double[] to = {a, b, c, d};
                        double cost = 0;
                        for (int f = 0; f < 4; f++) {
                            cost += actions.action(f).cost(row[f], to[f]);
                        }
                        boolean few = Choices.changed(row, to).cardinality() <= actions.mostChanges();
                        least = few && cost < least && goal.met(model.score(to)) ? cost : least;
                    }
                }
            }
        }
        return least;
    }

    @Property(tries = 200)
    void theFirstIsTheCheapestOfAllAndNoneMeansNone(
            @ForAll long seed,
            @ForAll boolean below,
            @ForAll @IntRange(min = 1, max = 3) int changes,
            @ForAll boolean blanks) {
        Random random = new Random(seed);
        TreeEnsemble model = ensemble(random);
        Rows background = background(random);
        Actions actions = Actions.of(background).withMostChanges(changes).onlyRises("a");
        double[] row = background.row(random.nextInt(30));
        if (blanks) {
            actions = actions.statable("a", "b", "c").weighing("b", 0.5);
            row[random.nextInt(4)] = Double.NaN;
            row[random.nextInt(4)] = Double.NaN;
        }
        double margin = model.score(row);
        ScoreGoal goal = new ScoreGoal(margin + (below ? -1 : 1) * 2 * random.nextDouble(), below);
        CounterfactualReport report = TreeCounterfactuals.of(model, actions).find(row, goal, 1);
        double best = cheapest(model, actions, row, goal);
        if (goal.met(margin)) {
            assertEquals(Verdict.ALREADY_MET, report.verdict());
        } else if (best == Double.POSITIVE_INFINITY) {
            assertEquals(Verdict.NONE_EXISTS, report.verdict());
        } else {
            assertEquals(Verdict.FOUND_CHEAPEST, report.verdict());
            assertEquals(best, report.found().get(0).cost(), 1e-12);
        }
    }

    @Property(tries = 60)
    void severalDifferMeetTheGoalAndStayWithinTheActions(@ForAll long seed) {
        Random random = new Random(seed);
        TreeEnsemble model = ensemble(random);
        Rows background = background(random);
        Actions actions = Actions.of(background).fixed("d").within("a", 2, 7).becomes("c", "y");
        double[] row = background.row(0);
        ScoreGoal goal = ScoreGoal.atLeast(model.score(row) + 0.5);
        CounterfactualReport report = TreeCounterfactuals.of(model, actions).find(row, goal, 3);
        double before = 0;
        for (Counterfactual one : report.found()) {
            double[] to = one.row().stream().mapToDouble(value -> value).toArray();
            assertTrue(goal.met(model.score(to)));
            assertEquals(model.score(to), one.score());
            assertTrue(one.cost() >= before);
            before = one.cost();
            assertEquals(row[3], to[3]);
            assertTrue(to[0] == row[0] || (to[0] >= 2 && to[0] <= 7 && to[0] == Math.rint(to[0])));
            assertTrue(to[2] == row[2] || to[2] == 1);
            assertTrue(Double.compare(to[1], row[1]) == 0 || !Double.isNaN(row[1]));
        }
        for (int later = 1; later < report.found().size(); later++) {
            for (Counterfactual cheaper : report.found().subList(0, later)) {
                assertFalse(names(report.found().get(later)).containsAll(names(cheaper)));
            }
        }
    }

    private static List<String> names(Counterfactual one) {
        return one.changes().stream().map(Counterfactual.FeatureChange::feature).toList();
    }

    @Test
    void aProtectedAttributeNeverChanges() {
        FeatureSchema schema = FeatureSchema.of(Feature.numeric("age").markProtected(), Feature.numeric("income"));
        Rows background = Rows.of(schema, new double[] {20, 1, 60, 5});
        TreeEnsemble byAge = TreeEnsemble.builder(2)
                .tree(TreeNode.split(0, 40, TreeNode.leaf(0, 1), TreeNode.leaf(1, 1)))
                .build();
        CounterfactualReport report = TreeCounterfactuals.of(byAge, Actions.of(background))
                .find(new double[] {20, 1}, ScoreGoal.atLeast(1), 1);
        assertEquals(Verdict.NONE_EXISTS, report.verdict());
        assertEquals(
                Verdict.ALREADY_MET,
                TreeCounterfactuals.of(byAge, Actions.of(background))
                        .find(new double[] {50, 1}, ScoreGoal.atLeast(1), 1)
                        .verdict());
    }

    /** Nobody can be told to raise an income that he has not stated, but to state it. */
    @Test
    void whatWasLeftBlankCanBeStated() {
        FeatureSchema schema = FeatureSchema.of(Feature.numeric("income").orMissing());
        Rows background = Rows.of(schema, new double[] {10, 20, 30, 40, 50});
        TreeEnsemble model = TreeEnsemble.builder(1)
                .tree(new TreeNode.Split(0, 35, true, false, TreeNode.leaf(0, 1), TreeNode.leaf(1, 1)))
                .build();
        double[] blank = {Double.NaN};
        Actions actions = Actions.of(background).onlyRises("income");
        ScoreGoal goal = ScoreGoal.atLeast(1);
        assertEquals(
                Verdict.NONE_EXISTS,
                TreeCounterfactuals.of(model, actions).find(blank, goal, 1).verdict());
        assertEquals(
                Verdict.NONE_EXISTS,
                TreeCounterfactuals.of(model, actions.statable("income").fixed("income"))
                        .find(blank, goal, 1)
                        .verdict());
        Counterfactual stated = TreeCounterfactuals.of(model, actions.statable("income"))
                .find(blank, goal, 1)
                .found()
                .get(0);
        assertEquals(List.of(35.0), stated.row());
        // The median is 30 and the median absolute deviation 10.
        assertEquals(1.5, stated.cost(), 1e-12);
        Counterfactual searched = Counterfactuals.of(actions.statable("income"))
                .find(
                        (rows, n, out) -> {
                            for (int i = 0; i < n; i++) {
                                out[i] = rows[i] >= 35 ? 1 : 0;
                            }
                        },
                        blank,
                        goal,
                        1)
                .found()
                .get(0);
        assertEquals(stated.row(), searched.row());
        assertEquals(1.5, searched.cost(), 1e-12);
        assertTrue(Double.isNaN(blank[0]));
    }

    @Test
    void aBudgetThatIsUsedUpProvesNothing() {
        Random random = new Random(11);
        TreeEnsemble model = ensemble(random);
        Rows background = background(random);
        CounterfactualReport report = TreeCounterfactuals.of(model, Actions.of(background))
                .withBudget(1)
                .find(background.row(0), ScoreGoal.atLeast(model.score(background.row(0)) + 1e-9), 1);
        assertEquals(Verdict.NONE_FOUND, report.verdict());
    }

    @Test
    void rowsUnlikeThoseSeenAreLeftOutOnRequest() {
        FeatureSchema schema = FeatureSchema.of(Feature.numeric("a"), Feature.numeric("b"));
        double[] data = new double[200];
        for (int i = 0; i < 100; i++) {
            data[2 * i] = i;
            data[2 * i + 1] = i;
        }
        Rows background = Rows.of(schema, data);
        TreeEnsemble model = TreeEnsemble.builder(2)
                .tree(TreeNode.split(0, 90, TreeNode.leaf(0, 1), TreeNode.leaf(1, 1)))
                .build();
        Actions actions = Actions.of(background);
        CounterfactualReport any =
                TreeCounterfactuals.of(model, actions).find(new double[] {10, 10}, ScoreGoal.atLeast(1), 1);
        assertEquals(0, any.found().get(0).plausibility());
        CounterfactualReport like = TreeCounterfactuals.of(model, actions.withLeastPlausibility(0.1))
                .find(new double[] {10, 10}, ScoreGoal.atLeast(1), 1);
        assertEquals(Verdict.NONE_FOUND, like.verdict());
    }

    @Test
    void badInputIsRefused() {
        Rows background = background(new Random(1));
        Actions actions = Actions.of(background);
        assertThrows(InvalidInputException.class, () -> Actions.of(Rows.of(SCHEMA, new double[4])));
        assertThrows(InvalidInputException.class, () -> actions.onlyRises("c"));
        assertThrows(InvalidInputException.class, () -> actions.within("a", 3, 2));
        assertThrows(InvalidInputException.class, () -> actions.within("a", 0, Double.POSITIVE_INFINITY));
        assertThrows(InvalidInputException.class, () -> actions.becomes("c", "w"));
        assertThrows(InvalidInputException.class, () -> actions.fixed("nobody"));
        assertThrows(InvalidInputException.class, () -> actions.statable("nobody"));
        assertThrows(InvalidInputException.class, () -> actions.weighing("a", 0));
        assertThrows(InvalidInputException.class, () -> actions.inSteps("a", -1));
        assertThrows(InvalidInputException.class, () -> actions.withMostChanges(9));
        assertThrows(InvalidInputException.class, () -> actions.withLeastPlausibility(2));
        TreeEnsemble narrow = TreeEnsemble.builder(1).tree(TreeNode.leaf(0, 1)).build();
        assertThrows(InvalidInputException.class, () -> TreeCounterfactuals.of(narrow, actions));
        TreeCounterfactuals search = TreeCounterfactuals.of(ensemble(new Random(1)), actions);
        assertThrows(InvalidInputException.class, () -> search.withBudget(0));
        assertThrows(InvalidInputException.class, () -> search.find(new double[3], ScoreGoal.below(0), 1));
        assertThrows(InvalidInputException.class, () -> search.find(new double[4], ScoreGoal.below(0), 0));
        assertThrows(InvalidInputException.class, () -> ScoreGoal.below(Double.NaN));
    }
}
