package io.modelgovernance.core.counterfactual;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.tree.FlatTrees;
import io.modelgovernance.core.tree.TreeEnsemble;
import io.modelgovernance.explain.Counterfactual;
import io.modelgovernance.explain.CounterfactualReport;
import io.modelgovernance.explain.CounterfactualReport.Verdict;
import io.modelgovernance.explain.ScoreGoal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeSet;

/**
 * Finds the cheapest changes that move the margin of a tree ensemble to a goal, and proves when there are none.
 *
 * <p>Between two thresholds a tree ensemble does not change, so of each stretch only the nearest value counts; what is left
 * is a finite problem. It is solved by branch and bound, cheapest box first: a box is a range of choices for each feature,
 * its cost that of its nearest row, and a box is given up when even the best leaf of every tree that it reaches does not
 * add up to the goal. So the first row found is the cheapest of all. Nothing is drawn. Immutable and thread-safe.
 */
public final class TreeCounterfactuals {
    private final TreeEnsemble ensemble;
    private final Actions actions;
    private final Plausibility plausibility;
    private final double[][] borders;
    private final int boxes;

    private TreeCounterfactuals(
            TreeEnsemble ensemble, Actions actions, Plausibility plausibility, double[][] borders, int boxes) {
        this.ensemble = ensemble;
        this.actions = actions;
        this.plausibility = plausibility;
        this.borders = borders;
        this.boxes = boxes;
    }

    /**
     * Looks at up to 20,000 boxes.
     *
     * @param ensemble the model; goals are on its margin
     * @param actions what may change, for the ensemble's features
     * @return the search
     * @throws InvalidInputException if ensemble and actions differ in their number of features
     */
    public static TreeCounterfactuals of(TreeEnsemble ensemble, Actions actions) {
        if (ensemble.features() != actions.schema().size()) {
            throw InvalidInputException.of(
                    "actions",
                    "are for " + actions.schema().size() + " features",
                    "for the " + ensemble.features() + " of the ensemble");
        }
        return new TreeCounterfactuals(ensemble, actions, new Plausibility(actions), borders(ensemble), 20_000);
    }

    /**
     * Looks at another number of boxes before it gives up.
     *
     * @param most at least 1
     * @return changed settings
     * @throws InvalidInputException if less than 1
     */
    public TreeCounterfactuals withBudget(int most) {
        if (most < 1) {
            throw InvalidInputException.of("budget of boxes", "is " + most, "at least 1");
        }
        return new TreeCounterfactuals(ensemble, actions, plausibility, borders, most);
    }

    /**
     * The cheapest rows that meet a goal.
     *
     * @param row the features in schema order, NaN where missing; not modified
     * @param goal where the margin should be
     * @param count how many to look for, at least 1; none changes all the features that a cheaper one changes
     * @return what was found, or that none exists
     * @throws InvalidInputException if the row is not as wide as the schema or the count is less than 1
     */
    public CounterfactualReport find(double[] row, ScoreGoal goal, int count) {
        if (count < 1) {
            throw InvalidInputException.of("number of counterfactuals", "is " + count, "at least 1");
        }
        double[] from = actions.checked(row);
        return new Search(from, goal).run(count);
    }

    /** Values of each feature at which a tree may change its mind, ascending. */
    private static double[][] borders(TreeEnsemble ensemble) {
        FlatTrees trees = ensemble.trees();
        List<TreeSet<Double>> found = new ArrayList<>();
        for (int f = 0; f < ensemble.features(); f++) {
            found.add(new TreeSet<>());
        }
        for (int node = 0; node < trees.nodes(); node++) {
            if (!trees.isLeaf(node) && !trees.isCategorical(node)) {
                TreeSet<Double> own = found.get(trees.feature(node));
                own.add(trees.threshold(node));
                if (!trees.isPlain(node)) {
                    own.add(-TreeEnsemble.ZERO);
                    own.add(Math.nextUp(TreeEnsemble.ZERO));
                }
            }
        }
        return found.stream()
                .map(set -> set.stream().mapToDouble(value -> value).toArray())
                .toArray(double[][]::new);
    }

    /** Choices first..last of each feature; cost and changes are those of its nearest row. */
    private record Box(int[] first, int[] last, int[] nearest, double cost, int changes, long number) {}

    private final class Search {
        private final double[] from;
        private final ScoreGoal goal;
        private final Choices choices;
        private final Reach reach;
        private final PriorityQueue<Box> queue = new PriorityQueue<>(
                (a, b) -> a.cost != b.cost ? Double.compare(a.cost, b.cost) : Long.compare(a.number, b.number));
        private final List<Counterfactual> found = new ArrayList<>();
        private final List<BitSet> sets = new ArrayList<>();
        private long made;
        private long looked;
        private boolean implausible;

        Search(double[] from, ScoreGoal goal) {
            this.from = from;
            this.goal = goal;
            this.choices = new Choices(actions, from, borders);
            this.reach = new Reach(ensemble, choices, goal.below());
        }

        CounterfactualReport run(int count) {
            double score = ensemble.score(from);
            if (goal.met(score)) {
                return report(Verdict.ALREADY_MET, score);
            }
            int[] last = new int[from.length];
            Arrays.setAll(last, f -> choices.count(f) - 1);
            push(new int[from.length], last);
            while (!queue.isEmpty() && looked < boxes && found.size() < count) {
                looked++;
                look(queue.remove());
            }
            return report(verdict(), score);
        }

        private Verdict verdict() {
            if (!found.isEmpty()) {
                return implausible ? Verdict.FOUND : Verdict.FOUND_CHEAPEST;
            }
            return queue.isEmpty() && !implausible ? Verdict.NONE_EXISTS : Verdict.NONE_FOUND;
        }

        private CounterfactualReport report(Verdict verdict, double score) {
            return new CounterfactualReport(
                    "branch and bound over tree ensemble " + ensemble.digest().shortHex() + ", at most " + boxes
                            + " boxes",
                    verdict,
                    goal,
                    score,
                    found,
                    looked,
                    io.modelgovernance.core.explain.ExplainedRows.digest(actions.background()));
        }

        private void look(Box box) {
            double[] to = choices.row(box.nearest);
            BitSet changed = Choices.changed(from, to);
            if (sets.stream().anyMatch(set -> includes(changed, set))) {
                return;
            }
            double score = ensemble.score(to);
            if (goal.met(score)) {
                Counterfactual one = Choices.counterfactual(actions, from, to, score, plausibility);
                if (one.plausibility() >= actions.leastPlausibility()) {
                    found.add(one);
                    sets.add(changed);
                    return;
                }
                implausible = true;
            }
            if (!reach.mayMeet(goal, box.first, box.last)) {
                return;
            }
            int node = reach.dividing(box.first, box.last, to);
            if (node >= 0) {
                split(box, ensemble.trees().feature(node), node);
            }
        }

        private void split(Box box, int feature, int node) {
            int border = box.first[feature] + 1;
            while (ensemble.trees().goesLeft(node, choices.value(feature, border - 1))
                    == ensemble.trees().goesLeft(node, choices.value(feature, border))) {
                border++;
            }
            int[] lower = box.last.clone();
            lower[feature] = border - 1;
            push(box.first, lower);
            int[] upper = box.first.clone();
            upper[feature] = border;
            push(upper, box.last);
        }

        private void push(int[] first, int[] last) {
            int[] nearest = new int[first.length];
            double cost = 0;
            int changes = 0;
            for (int f = 0; f < first.length; f++) {
                nearest[f] = nearest(f, first[f], last[f]);
                cost += choices.cost(f, nearest[f]);
                changes += nearest[f] == choices.own(f) ? 0 : 1;
            }
            if (changes <= actions.mostChanges()) {
                queue.add(new Box(first, last, nearest, cost, changes, made++));
            }
        }

        private int nearest(int feature, int first, int last) {
            int best = first;
            for (int choice = first + 1; choice <= last; choice++) {
                if (choices.cost(feature, choice) < choices.cost(feature, best)) {
                    best = choice;
                }
            }
            return best;
        }

        private static boolean includes(BitSet set, BitSet part) {
            BitSet missing = (BitSet) part.clone();
            missing.andNot(set);
            return missing.isEmpty();
        }
    }
}
