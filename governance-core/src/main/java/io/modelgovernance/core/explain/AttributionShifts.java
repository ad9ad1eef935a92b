package io.modelgovernance.core.explain;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Normal;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.AttributionShift;
import io.modelgovernance.explain.Importance;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import java.util.ArrayList;
import java.util.List;

/** Compares explanations of the same rows by two versions of a model. Pure and thread-safe. */
public final class AttributionShifts {
    private static final int LEAST_ROWS = 30;
    private static final double LEVEL = 0.95;

    private AttributionShifts() {}

    /**
     * How far one version's explanations are from the other's.
     *
     * @param before explanations of a fixed set of rows by the first version, at least one
     * @param after explanations of the same rows in the same order by the second
     * @return the shift of each feature and of all, with 95 % normal intervals over rows; unknown for fewer than 30 rows
     * @throws InvalidInputException if the lists differ in length or features
     */
    public static AttributionShift between(List<Attribution> before, List<Attribution> after) {
        int n = before.size();
        if (n == 0 || n != after.size()) {
            throw InvalidInputException.of(
                    "explanations", "number " + n + " and " + after.size(), "as many on both sides, at least one");
        }
        List<String> names = before.get(0).features();
        double[][] moved = new double[names.size()][n];
        double[] all = new double[n];
        double[] size = new double[n];
        double[] one = new double[names.size()];
        double[] other = new double[names.size()];
        for (int i = 0; i < n; i++) {
            if (!before.get(i).features().equals(names)
                    || !after.get(i).features().equals(names)) {
                throw InvalidInputException.of(
                        "features of explanation " + i, "differ", "those of the first, " + names);
            }
            for (int f = 0; f < names.size(); f++) {
                double was = before.get(i).values().get(f);
                double is = after.get(i).values().get(f);
                moved[f][i] = Math.abs(is - was);
                all[i] += moved[f][i];
                size[i] += Math.abs(was);
                one[f] += Math.abs(was) / n;
                other[f] += Math.abs(is) / n;
            }
        }
        List<Importance> features = new ArrayList<>();
        for (int f = 0; f < names.size(); f++) {
            double[] ones = new double[n];
            java.util.Arrays.fill(ones, 1);
            features.add(new Importance(names.get(f), ratio(moved[f], ones, "mean absolute difference")));
        }
        return new AttributionShift(
                features, ratio(all, size, "share of attribution moved"), AbsoluteRanks.correlation(one, other));
    }

    /**
     * Contributions as rows of their own, so that whatever watches inputs watches reasons: a frozen profile of them and a
     * drift check tell when a model begins to decide for other reasons than in validation.
     *
     * @param attributions explanations of the same features, at least one
     * @return one row each, its features those of the explanations, in units of the score
     * @throws InvalidInputException if there is none, or features differ
     */
    public static Rows rows(List<Attribution> attributions) {
        if (attributions.isEmpty()) {
            throw InvalidInputException.of("explanations", "are none", "at least one");
        }
        List<String> names = attributions.get(0).features();
        double[] values = new double[attributions.size() * names.size()];
        int next = 0;
        for (Attribution attribution : attributions) {
            if (!attribution.features().equals(names)) {
                throw InvalidInputException.of("features of an explanation", "differ", "those of the first, " + names);
            }
            for (double value : attribution.values()) {
                values[next++] = value;
            }
        }
        List<Feature> features = names.stream().map(Feature::numeric).toList();
        return Rows.of(new FeatureSchema(features), values);
    }

    /** A ratio of means with the delta method's interval. */
    private static Estimate ratio(double[] over, double[] under, String method) {
        int n = over.length;
        double top = java.util.Arrays.stream(over).sum() / n;
        double bottom = java.util.Arrays.stream(under).sum() / n;
        if (n < LEAST_ROWS || bottom == 0) {
            return Estimate.notEnoughData(n, method + " needs at least " + LEAST_ROWS + " rows with contributions");
        }
        double ratio = top / bottom;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double influence = (over[i] - ratio * under[i]) / bottom;
            squares += influence * influence;
        }
        double half = Normal.upperQuantile((1 - LEVEL) / 2) * Math.sqrt(squares / (n - 1.0) / n);
        return Estimate.of(ratio, Math.max(0, ratio - half), ratio + half, LEVEL, n, method + ", delta method");
    }
}
