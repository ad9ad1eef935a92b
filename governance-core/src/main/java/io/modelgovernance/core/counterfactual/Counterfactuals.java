package io.modelgovernance.core.counterfactual;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.explain.ExplainedRows;
import io.modelgovernance.explain.Counterfactual;
import io.modelgovernance.explain.CounterfactualReport;
import io.modelgovernance.explain.CounterfactualReport.Verdict;
import io.modelgovernance.explain.ScoreGoal;
import io.modelgovernance.model.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds cheap changes that move the score of any model to a goal.
 *
 * <p>A beam search: from the row, one more feature is changed at a time to one of up to 40 quantiles of the background or
 * to another category; the 60 rows nearest to the goal go on. Each row that meets it is then drawn back towards the row
 * explained as far as it still does. Nothing is proved: a cheaper one may exist, and where none was found one may exist
 * ({@link TreeCounterfactuals} does prove it). Nothing is drawn. Immutable and thread-safe.
 */
public final class Counterfactuals {
    private static final int PLACES = 40;
    private static final int BEAM = 60;
    private static final int REFINED = 200;
    private static final int A_SET = 3;
    private static final int HALVINGS = 40;

    private final Actions actions;
    private final Plausibility plausibility;
    private final double[][] borders;

    private Counterfactuals(Actions actions, Plausibility plausibility, double[][] borders) {
        this.actions = actions;
        this.plausibility = plausibility;
        this.borders = borders;
    }

    /**
     * A search within these actions.
     *
     * @param actions what may change
     * @return the search
     */
    public static Counterfactuals of(Actions actions) {
        double[][] borders = new double[actions.schema().size()][];
        Arrays.setAll(borders, f -> quantiles(actions.background().column(f)));
        return new Counterfactuals(actions, new Plausibility(actions), borders);
    }

    /**
     * Cheap rows that meet a goal.
     *
     * @param scorer the model; called with many rows at a time
     * @param row the features in schema order, NaN where missing; not modified
     * @param goal where the score should be
     * @param count how many to look for, at least 1; none changes all the features that a cheaper one changes
     * @return what was found
     * @throws InvalidInputException if the row is not as wide as the schema, the count is less than 1, or a score is not
     *     finite
     */
    public CounterfactualReport find(Scorer scorer, double[] row, ScoreGoal goal, int count) {
        if (count < 1) {
            throw InvalidInputException.of("number of counterfactuals", "is " + count, "at least 1");
        }
        return new Search(scorer, actions.checked(row), goal).run(count);
    }

    private static double[] quantiles(double[] column) {
        double[] sorted = Arrays.stream(column)
                .filter(Double::isFinite)
                .map(value -> value + 0.0)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return sorted;
        }
        double[] places = new double[PLACES];
        Arrays.setAll(places, i -> sorted[(int) ((long) i * (sorted.length - 1) / (PLACES - 1))]);
        return Arrays.stream(places).distinct().toArray();
    }

    private record State(int[] choice, double cost, double score) {}

    private final class Search {
        private final Scorer scorer;
        private final double[] from;
        private final ScoreGoal goal;
        private final Choices choices;
        private final List<State> met = new ArrayList<>();
        private long modelRows;

        Search(Scorer scorer, double[] from, ScoreGoal goal) {
            this.scorer = scorer;
            this.from = from;
            this.goal = goal;
            this.choices = new Choices(actions, from, borders);
        }

        CounterfactualReport run(int count) {
            double score = scores(from, 1)[0];
            List<Counterfactual> found = new ArrayList<>();
            if (!goal.met(score)) {
                int[] own = new int[from.length];
                Arrays.setAll(own, choices::own);
                List<State> beam = List.of(new State(own, 0, score));
                for (int changes = 1; changes <= actions.mostChanges() && !beam.isEmpty(); changes++) {
                    beam = step(beam);
                }
                found = choose(count);
            }
            Verdict verdict =
                    goal.met(score) ? Verdict.ALREADY_MET : found.isEmpty() ? Verdict.NONE_FOUND : Verdict.FOUND;
            return new CounterfactualReport(
                    "beam search, " + PLACES + " quantiles, beam of " + BEAM,
                    verdict,
                    goal,
                    score,
                    found,
                    modelRows,
                    ExplainedRows.digest(actions.background()));
        }

        /** Changes one more feature of each row of the beam in every way. */
        private List<State> step(List<State> beam) {
            List<int[]> next = new ArrayList<>();
            List<Double> costs = new ArrayList<>();
            Set<List<Integer>> seen = new HashSet<>();
            for (State state : beam) {
                for (int f = 0; f < from.length; f++) {
                    if (state.choice[f] == choices.own(f)) {
                        extend(state, f, next, costs, seen);
                    }
                }
            }
            double[] scores = scores(next);
            List<State> open = new ArrayList<>();
            for (int i = 0; i < scores.length; i++) {
                State state = new State(next.get(i), costs.get(i), scores[i]);
                (goal.met(scores[i]) ? met : open).add(state);
            }
            open.sort(Comparator.<State>comparingDouble(state -> goal.gap(state.score))
                    .thenComparingDouble(State::cost));
            return open.subList(0, Math.min(BEAM, open.size()));
        }

        private void extend(State state, int feature, List<int[]> next, List<Double> costs, Set<List<Integer>> seen) {
            for (int choice = 0; choice < choices.count(feature); choice++) {
                if (choice != choices.own(feature)) {
                    int[] changed = state.choice.clone();
                    changed[feature] = choice;
                    if (seen.add(Arrays.stream(changed).boxed().toList())) {
                        next.add(changed);
                        costs.add(state.cost + choices.cost(feature, choice));
                    }
                }
            }
        }

        /** The cheapest after drawing back, none of which needs all the features that a cheaper one needs. */
        private List<Counterfactual> choose(int count) {
            List<Counterfactual> refined = new ArrayList<>();
            for (State state : cheapest()) {
                double[] to = drawBack(choices.row(state.choice));
                Counterfactual one = Choices.counterfactual(actions, from, to, scores(to, 1)[0], plausibility);
                if (one.plausibility() >= actions.leastPlausibility()) {
                    refined.add(one);
                }
            }
            refined.sort(Comparator.comparingDouble(Counterfactual::cost));
            List<Counterfactual> chosen = new ArrayList<>();
            List<BitSet> sets = new ArrayList<>();
            for (Counterfactual one : refined) {
                BitSet set = set(one);
                boolean news = sets.stream().noneMatch(other -> includes(set, other));
                if (news && chosen.size() < count) {
                    chosen.add(one);
                    sets.add(set);
                }
            }
            return chosen;
        }

        /** The cheapest few of each set of changed features. */
        private List<State> cheapest() {
            met.sort(Comparator.comparingDouble(State::cost));
            Map<BitSet, Integer> taken = new HashMap<>();
            List<State> few = new ArrayList<>();
            for (State state : met) {
                BitSet set = Choices.changed(from, choices.row(state.choice));
                if (few.size() < REFINED && taken.merge(set, 1, Integer::sum) <= A_SET) {
                    few.add(state);
                }
            }
            return few;
        }

        /** Undoes changes and halves distances as long as the goal is met, the dearest feature first. */
        private double[] drawBack(double[] start) {
            double[] to = start.clone();
            Integer[] order = new Integer[to.length];
            Arrays.setAll(order, f -> f);
            Arrays.sort(
                    order, Comparator.comparingDouble(f -> -actions.action(f).cost(from[f], start[f])));
            for (int f : order) {
                if (actions.action(f).cost(from[f], to[f]) > 0 && !tried(to, f, from[f])) {
                    halve(to, f);
                }
            }
            return to;
        }

        private void halve(double[] to, int f) {
            Action action = actions.action(f);
            double near = action.origin(from[f]);
            for (int i = 0; !action.categorical() && i < HALVINGS; i++) {
                double middle = near + (to[f] - near) / 2;
                double stepped = to[f] > near ? action.up(middle) : action.under(Math.nextUp(middle));
                if (!action.reaches(from[f], stepped) || stepped == to[f] || stepped == near) {
                    return;
                }
                if (!tried(to, f, stepped)) {
                    near = stepped;
                }
            }
        }

        /** Keeps another value of a feature if the goal is still met. */
        private boolean tried(double[] to, int f, double value) {
            double before = to[f];
            to[f] = value;
            boolean kept = goal.met(scores(to, 1)[0]);
            if (!kept) {
                to[f] = before;
            }
            return kept;
        }

        private BitSet set(Counterfactual one) {
            BitSet set = new BitSet();
            one.changes().forEach(change -> set.set(actions.schema().indexOf(change.feature())));
            return set;
        }

        private static boolean includes(BitSet set, BitSet part) {
            BitSet missing = (BitSet) part.clone();
            missing.andNot(set);
            return missing.isEmpty();
        }

        private double[] scores(List<int[]> states) {
            double[] data = new double[states.size() * from.length];
            for (int i = 0; i < states.size(); i++) {
                System.arraycopy(choices.row(states.get(i)), 0, data, i * from.length, from.length);
            }
            return scores(data, states.size());
        }

        private double[] scores(double[] data, int n) {
            double[] scores = new double[n];
            scorer.score(data, n, scores);
            modelRows += n;
            for (double score : scores) {
                if (!Double.isFinite(score)) {
                    throw InvalidInputException.of("score of the model", "is " + score, "finite");
                }
            }
            return scores;
        }
    }
}
