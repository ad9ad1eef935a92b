package io.modelgovernance.core.evidence;

import io.modelgovernance.core.html.BarChart;
import io.modelgovernance.core.html.Beeswarm;
import io.modelgovernance.core.html.ChangesTable;
import io.modelgovernance.core.html.CurveChart;
import io.modelgovernance.core.html.Figure;
import io.modelgovernance.core.html.Waterfall;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.Counterfactual;
import io.modelgovernance.explain.Counterfactual.FeatureChange;
import io.modelgovernance.explain.CounterfactualReport;
import io.modelgovernance.explain.Curve;
import io.modelgovernance.explain.ImportanceReport;
import io.modelgovernance.explain.IndividualCurves;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Explanations as pictures. Pure and thread-safe. */
public final class ExplanationFigures {
    private static final double TWO_ERRORS = 1.96;

    private ExplanationFigures() {}

    /**
     * How one score came about, the features that moved it most first and the rest as one step.
     *
     * @param attribution the explanation
     * @param most how many features get a step of their own, at least 1
     * @return a waterfall from the baseline to the score
     */
    public static Figure waterfall(Attribution attribution, int most) {
        List<Integer> order = byWeight(attribution);
        List<Waterfall.Step> steps = new ArrayList<>();
        double rest = attribution.residual();
        for (int k = 0; k < order.size(); k++) {
            double value = attribution.values().get(order.get(k));
            if (k < most) {
                steps.add(new Waterfall.Step(attribution.features().get(order.get(k)), value));
            } else {
                rest += value;
            }
        }
        if (order.size() > most || rest != 0) {
            steps.add(new Waterfall.Step("others and unexplained", rest));
        }
        return new Waterfall("Why this score", attribution.baseline(), steps);
    }

    /**
     * What moved many scores.
     *
     * @param attributions one a row, of the same features; at least one
     * @param rows the rows in the same order
     * @param most how many features are shown, those that moved scores most, at least 1
     * @return a beeswarm
     */
    public static Figure beeswarm(List<Attribution> attributions, Rows rows, int most) {
        List<String> names = rows.schema().names();
        Integer[] order = new Integer[names.size()];
        Arrays.setAll(order, f -> f);
        Arrays.sort(
                order,
                Comparator.comparingDouble(f -> -attributions.stream()
                        .mapToDouble(each -> Math.abs(each.values().get(f)))
                        .sum()));
        List<Beeswarm.Lane> lanes = new ArrayList<>();
        for (int f : Arrays.copyOf(order, Math.min(most, order.length))) {
            lanes.add(new Beeswarm.Lane(
                    names.get(f),
                    attributions.stream().map(each -> each.values().get(f)).toList(),
                    levels(rows.column(f))));
        }
        return new Beeswarm("What moved the scores of " + attributions.size() + " rows", lanes);
    }

    /**
     * What a model depends on, the most important first, each with its interval.
     *
     * @param report the importance of features
     * @param most how many features are shown, at least 1
     * @return a bar chart
     */
    public static Figure importance(ImportanceReport report, int most) {
        return new BarChart(
                "Importance: " + report.method(),
                report.ranked().stream()
                        .limit(most)
                        .map(each -> new BarChart.Bar(each.feature(), each.importance()))
                        .toList());
    }

    /**
     * How the contribution of a feature follows its value.
     *
     * @param attributions one a row, of the same features; at least one with the feature known
     * @param rows the rows in the same order
     * @param feature name of the feature
     * @return one dot a row in which the feature is known
     */
    public static Figure dependence(List<Attribution> attributions, Rows rows, String feature) {
        int column = rows.schema().indexOf(feature);
        List<CurveChart.Dot> dots = new ArrayList<>();
        for (int i = 0; i < attributions.size(); i++) {
            double value = rows.get(i, column);
            if (!Double.isNaN(value)) {
                dots.add(new CurveChart.Dot(value, attributions.get(i).values().get(column)));
            }
        }
        String title = "Contribution of " + feature + " by its value";
        return new CurveChart(title, axis(rows.schema(), feature), "contribution", List.of(), List.of(), dots);
    }

    /**
     * A partial dependence or an accumulated effect, with two standard errors either way.
     *
     * @param schema what the features are
     * @param curve the curve
     * @return a curve with its interval
     */
    public static Figure curve(FeatureSchema schema, Curve curve) {
        List<CurveChart.Point> points = new ArrayList<>();
        for (int i = 0; i < curve.grid().size(); i++) {
            double value = curve.values().get(i);
            double half = TWO_ERRORS * curve.standardErrors().get(i);
            points.add(new CurveChart.Point(curve.grid().get(i), value - half, value, value + half));
        }
        return new CurveChart(curve.method(), axis(schema, curve.feature()), "score", points, List.of(), List.of());
    }

    /**
     * Individual curves with their mean.
     *
     * @param schema what the features are
     * @param curves the curves
     * @return thin lines for the rows and a strong one for their mean
     */
    public static Figure curves(FeatureSchema schema, IndividualCurves curves) {
        List<CurveChart.Point> points = new ArrayList<>();
        for (int i = 0; i < curves.grid().size(); i++) {
            int at = i;
            double mean = curves.curves().stream()
                    .mapToDouble(curve -> curve.get(at))
                    .average()
                    .orElse(0);
            points.add(new CurveChart.Point(curves.grid().get(i), mean, mean, mean));
        }
        return new CurveChart(
                curves.method(), axis(schema, curves.feature()), "score", points, curves.curves(), List.of());
    }

    /**
     * A row beside what would have been decided otherwise.
     *
     * @param schema what the features are
     * @param row the row as it is
     * @param report the counterfactuals found
     * @return a table of the features that change in any of them
     */
    public static Figure changes(FeatureSchema schema, double[] row, CounterfactualReport report) {
        List<Integer> shown = new ArrayList<>();
        for (int f = 0; f < schema.size(); f++) {
            String name = schema.names().get(f);
            boolean changes = report.found().stream()
                    .flatMap(one -> one.changes().stream())
                    .anyMatch(change -> change.feature().equals(name));
            if (changes) {
                shown.add(f);
            }
        }
        List<ChangesTable.Alternative> alternatives = new ArrayList<>();
        for (Counterfactual one : report.found()) {
            List<String> cells = new ArrayList<>();
            for (int f : shown) {
                Feature feature = schema.features().get(f);
                cells.add(one.changes().stream()
                        .filter(change -> change.feature().equals(feature.name()))
                        .map(FeatureChange::to)
                        .map(to -> words(feature, to))
                        .findFirst()
                        .orElse(""));
            }
            alternatives.add(
                    new ChangesTable.Alternative(String.format(Locale.ROOT, "score %.3f", one.score()), cells));
        }
        return new ChangesTable(
                String.format(Locale.ROOT, "Score %.3f: what would change the decision", report.score()),
                shown.stream().map(f -> schema.names().get(f)).toList(),
                shown.stream().map(f -> words(schema.features().get(f), row[f])).toList(),
                alternatives);
    }

    private static String words(Feature feature, double value) {
        if (Double.isNaN(value)) {
            return "missing";
        }
        if (feature.type() == Feature.Type.CATEGORICAL) {
            return feature.categories().get((int) value);
        }
        String number = value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.4g", value);
        return feature.unit().isEmpty() ? number : number + " " + feature.unit();
    }

    private static String axis(FeatureSchema schema, String feature) {
        String unit = schema.features().get(schema.indexOf(feature)).unit();
        return unit.isEmpty() ? feature : feature + ", " + unit;
    }

    private static List<Integer> byWeight(Attribution attribution) {
        List<Integer> order = new ArrayList<>();
        for (int f = 0; f < attribution.values().size(); f++) {
            order.add(f);
        }
        order.sort(
                Comparator.comparingDouble(f -> -Math.abs(attribution.values().get(f))));
        return order;
    }

    private static List<Double> levels(double[] column) {
        double[] sorted = Arrays.stream(column)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        List<Double> levels = new ArrayList<>();
        for (double value : column) {
            int below = 0;
            while (below < sorted.length && sorted[below] < value) {
                below++;
            }
            levels.add(Double.isNaN(value) ? Double.NaN : below / (double) Math.max(1, sorted.length));
        }
        return levels;
    }
}
