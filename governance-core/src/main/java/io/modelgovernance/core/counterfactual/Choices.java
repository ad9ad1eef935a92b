package io.modelgovernance.core.counterfactual;

import io.modelgovernance.explain.Counterfactual;
import io.modelgovernance.explain.Counterfactual.FeatureChange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The values each feature of one row can take, the row's own among them.
 *
 * <p>Values of a number ascend, a missing one is last. Immutable once built.
 */
final class Choices {
    private final Actions actions;
    private final double[] row;
    private final double[][] values;
    private final int[] own;
    private final double[][] costs;

    /** Choices of a row: borders[f] are values at which something may change, ascending. */
    Choices(Actions actions, double[] row, double[][] borders) {
        this.actions = actions;
        this.row = row;
        this.values = new double[row.length][];
        this.own = new int[row.length];
        this.costs = new double[row.length][];
        for (int f = 0; f < row.length; f++) {
            Action action = actions.action(f);
            double from = row[f];
            values[f] = action.categorical() ? categories(action, from) : numbers(action, from, borders[f]);
            costs[f] = Arrays.stream(values[f]).map(to -> action.cost(from, to)).toArray();
            while (costs[f][own[f]] != 0) {
                own[f]++;
            }
        }
    }

    /** For each stretch between two borders the value of it that is nearest to the row's own. */
    private static double[] numbers(Action action, double from, double[] borders) {
        List<Double> found = new ArrayList<>();
        found.add(from);
        double origin = action.origin(from);
        if (Double.isNaN(from)) {
            reach(action, from, action.up(origin), found);
            reach(action, from, action.under(origin), found);
        }
        for (double border : borders) {
            reach(action, from, origin < border ? action.up(border) : action.under(border), found);
        }
        return found.stream().mapToDouble(value -> value).sorted().distinct().toArray();
    }

    private static void reach(Action action, double from, double to, List<Double> found) {
        if (Double.isFinite(to) && to != from && action.reaches(from, to)) {
            found.add(to);
        }
    }

    private static double[] categories(Action action, double from) {
        List<Double> found = new ArrayList<>();
        found.add(from);
        for (int c = 0; c < action.feature().categories().size(); c++) {
            if (c != from && action.reaches(from, c)) {
                found.add((double) c);
            }
        }
        return found.stream().mapToDouble(value -> value).toArray();
    }

    int width() {
        return row.length;
    }

    int count(int feature) {
        return values[feature].length;
    }

    double value(int feature, int choice) {
        return values[feature][choice];
    }

    double cost(int feature, int choice) {
        return costs[feature][choice];
    }

    /** Whether the values ascend throughout; they do not if the row's own is missing and can be stated. */
    boolean ascend(int feature) {
        return values[feature].length == 1 || !Double.isNaN(row[feature]);
    }

    int own(int feature) {
        return own[feature];
    }

    /** The counterfactual that a changed row is, once it is known how plausible it is. */
    static Counterfactual counterfactual(
            Actions actions, double[] from, double[] to, double score, Plausibility plausibility) {
        List<FeatureChange> changes = new ArrayList<>();
        double cost = 0;
        for (int f = 0; f < from.length; f++) {
            double part = actions.action(f).cost(from[f], to[f]);
            if (part > 0) {
                changes.add(new FeatureChange(actions.schema().names().get(f), from[f], to[f]));
                cost += part;
            }
        }
        return new Counterfactual(Arrays.stream(to).boxed().toList(), changes, score, cost, plausibility.of(to));
    }

    /** Which features of a row differ from its own. */
    static BitSet changed(double[] from, double[] to) {
        BitSet changed = new BitSet();
        for (int f = 0; f < from.length; f++) {
            changed.set(f, Double.compare(from[f] + 0.0, to[f] + 0.0) != 0);
        }
        return changed;
    }

    double[] row(int[] choice) {
        double[] to = new double[row.length];
        Arrays.setAll(to, f -> values[f][choice[f]]);
        return to;
    }

    Actions actions() {
        return actions;
    }
}
