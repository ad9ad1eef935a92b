package io.modelgovernance.core.drift;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Moments;
import io.modelgovernance.core.stats.Quantiles;
import io.modelgovernance.drift.FeatureProfile;
import io.modelgovernance.drift.Profile;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Freezes rows into a reference. Immutable and thread-safe; equal rows give an equal profile. */
public final class ReferenceProfiler {
    private static final ReferenceProfiler DEFAULTS = new ReferenceProfiler(10, 10_000);

    private final int bins;
    private final int sampleSize;

    private ReferenceProfiler(int bins, int sampleSize) {
        this.bins = bins;
        this.sampleSize = sampleSize;
    }

    /**
     * Deciles as bins, and a sample of at most 10,000 values.
     *
     * @return the profiler
     */
    public static ReferenceProfiler withDefaults() {
        return DEFAULTS;
    }

    /**
     * With another number of quantile bins.
     *
     * @param number at least 2
     * @return a copy
     */
    public ReferenceProfiler withBins(int number) {
        if (number < 2) {
            throw InvalidInputException.of("number of bins", "is " + number, "at least 2");
        }
        return new ReferenceProfiler(number, sampleSize);
    }

    /**
     * With another bound on the sample.
     *
     * @param values at least 2
     * @return a copy
     */
    public ReferenceProfiler withSampleSize(int values) {
        if (values < 2) {
            throw InvalidInputException.of("size of the sample", "is " + values, "at least 2");
        }
        return new ReferenceProfiler(bins, values);
    }

    /**
     * Freezes.
     *
     * @param rows the reference rows; infinite values are refused
     * @return their profile
     * @throws InvalidInputException if there are no rows, a value is infinite, or values are beyond 1e150
     */
    public Profile profile(Rows rows) {
        if (rows.count() == 0) {
            throw InvalidInputException.of("reference", "has no rows", "at least one row");
        }
        List<FeatureProfile> features = new ArrayList<>();
        for (int i = 0; i < rows.schema().size(); i++) {
            Feature feature = rows.schema().features().get(i);
            features.add(
                    feature.type() == Feature.Type.NUMERIC
                            ? numeric(feature, rows.column(i))
                            : categorical(feature, rows.column(i)));
        }
        return new Profile("profile/1", rows.schema(), rows.count(), features);
    }

    private FeatureProfile numeric(Feature feature, double[] column) {
        double[] sorted = Columns.present(feature, column);
        Arrays.sort(sorted);
        List<Double> edges = edges(sorted);
        Moments moments = Moments.of(sorted);
        boolean complete = sorted.length <= sampleSize;
        return new FeatureProfile(
                feature,
                sorted.length,
                (long) column.length - sorted.length,
                edges,
                Columns.numericBins(edges, sorted),
                Columns.boxed(complete ? sorted : thinned(sorted)),
                complete,
                moments.mean(),
                moments.standardDeviation(),
                sorted.length == 0 ? 0 : sorted[0],
                sorted.length == 0 ? 0 : sorted[sorted.length - 1]);
    }

    /**
     * The inner quantiles. A value that many cases share, so that quantiles meet there or at an end of the range, gets a
     * bin of its own: otherwise a change of a constant, or of a rare other value, would stay within one bin.
     */
    private List<Double> edges(double[] sorted) {
        TreeSet<Double> edges = new TreeSet<>();
        for (int b = 1; b < bins && sorted.length > 0; b++) {
            double edge = Quantiles.of(sorted, (double) b / bins);
            boolean shared = edge == sorted[0] || edge == sorted[sorted.length - 1] || edges.contains(edge);
            edges.add(edge);
            if (shared) {
                edges.add(Math.nextDown(edge));
            }
        }
        return List.copyOf(edges);
    }

    /** Evenly spaced order statistics, so that the sample keeps the distribution. */
    private double[] thinned(double[] sorted) {
        double[] sample = new double[sampleSize];
        for (int i = 0; i < sampleSize; i++) {
            sample[i] = sorted[(int) ((2L * i + 1) * sorted.length / (2L * sampleSize))];
        }
        return sample;
    }

    private static FeatureProfile categorical(Feature feature, double[] column) {
        double[] present = Columns.present(feature, column);
        return new FeatureProfile(
                feature,
                present.length,
                (long) column.length - present.length,
                List.of(),
                Columns.categoryBins(feature, present),
                List.of(),
                true,
                0,
                0,
                0,
                0);
    }
}
