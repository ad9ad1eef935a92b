package io.modelgovernance.core.evidence;

import io.modelgovernance.core.html.Histogram;
import io.modelgovernance.drift.FeatureProfile;
import io.modelgovernance.model.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How values lie now beside how they lay in the reference. Pure and thread-safe. */
final class DriftFigures {
    private DriftFigures() {}

    static Histogram bins(FeatureProfile reference, List<Long> current) {
        double[] before = shares(reference.binCounts());
        double[] after = shares(current);
        List<Histogram.Bin> bins = new ArrayList<>();
        for (int i = 0; i < before.length; i++) {
            bins.add(new Histogram.Bin(label(reference, i), before[i], after[i]));
        }
        return new Histogram(reference.feature().name() + ": reference and window, share of values", bins);
    }

    private static String label(FeatureProfile reference, int bin) {
        if (reference.feature().type() == Feature.Type.CATEGORICAL) {
            List<String> categories = reference.feature().categories();
            return bin < categories.size() ? categories.get(bin) : "unknown";
        }
        List<Double> edges = reference.edges();
        return bin < edges.size() ? "\u2264 " + shortNumber(edges.get(bin)) : "more";
    }

    private static String shortNumber(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e7
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.3g", value);
    }

    private static double[] shares(List<Long> counts) {
        double all = Math.max(1, counts.stream().mapToLong(Long::longValue).sum());
        return counts.stream().mapToDouble(count -> count / all).toArray();
    }
}
