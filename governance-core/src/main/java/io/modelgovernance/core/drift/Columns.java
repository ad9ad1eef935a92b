package io.modelgovernance.core.drift;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.drift.FeatureProfile;
import io.modelgovernance.model.Feature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns of values turned into what tests take: present values, and counts in frozen bins. */
final class Columns {
    private Columns() {}

    /** The values that are not missing; negative zero becomes zero, infinity is refused. */
    static double[] present(Feature feature, double[] column) {
        double[] present = new double[column.length];
        int n = 0;
        for (double value : column) {
            if (Double.isInfinite(value)) {
                throw InvalidInputException.of("feature " + feature.name(), "is infinite", "finite or missing");
            }
            if (value == value) {
                present[n++] = value + 0.0;
            }
        }
        return Arrays.copyOf(present, n);
    }

    static List<Long> bins(FeatureProfile reference, double[] present) {
        return reference.feature().type() == Feature.Type.NUMERIC
                ? numericBins(reference.edges(), present)
                : categoryBins(reference.feature(), present);
    }

    static List<Long> numericBins(List<Double> edges, double[] present) {
        double[] inner = edges.stream().mapToDouble(Double::doubleValue).toArray();
        long[] counts = new long[inner.length + 1];
        for (double value : present) {
            int at = Arrays.binarySearch(inner, value);
            counts[at >= 0 ? at : -at - 1]++;
        }
        return boxed(counts);
    }

    static List<Long> categoryBins(Feature feature, double[] present) {
        int known = feature.categories().size();
        long[] counts = new long[known + 1];
        for (double value : present) {
            boolean seen = value >= 0 && value < known && value == Math.rint(value);
            counts[seen ? (int) value : known]++;
        }
        return boxed(counts);
    }

    static long[] counts(List<Long> bins) {
        return bins.stream().mapToLong(Long::longValue).toArray();
    }

    static List<Double> boxed(double[] values) {
        List<Double> list = new ArrayList<>(values.length);
        for (double value : values) {
            list.add(value);
        }
        return list;
    }

    private static List<Long> boxed(long[] values) {
        List<Long> list = new ArrayList<>(values.length);
        for (long value : values) {
            list.add(value);
        }
        return list;
    }
}
