package io.modelgovernance.core.profile;

import io.modelgovernance.drift.FeatureProfile;
import io.modelgovernance.model.Feature;

/**
 * Finds the bin of a value, and its place on the grid that moments are summed on. A table of equal cells says at which
 * edge to start; an edge lies at or below a value's cell whenever it is below the value, as both are mapped by the same
 * monotone function. Immutable and shared by all counters.
 */
final class FrozenBins {
    /** Steps of the grid to one standard deviation of the reference. */
    static final double STEPS = 1 << 20;

    /** Furthest step; values beyond it, 2048 standard deviations from the mean, are clipped to it in the moments. */
    static final double FURTHEST = Integer.MAX_VALUE;

    private static final int CELLS = 256;

    private final String feature;
    private final boolean numeric;
    private final double least;
    private final double greatest;
    private final int bins;
    private final double[] edges;
    private final short[] start;
    private final double first;
    private final double scale;
    private final double origin;
    private final double unit;
    private final double stepsPerValue;

    FrozenBins(FeatureProfile reference) {
        feature = reference.feature().name();
        boolean some = reference.count() > 0;
        least = some ? reference.min() : Double.POSITIVE_INFINITY;
        greatest = some ? reference.max() : Double.NEGATIVE_INFINITY;
        numeric = reference.feature().type() == Feature.Type.NUMERIC;
        bins = reference.binCounts().size();
        int inner = reference.edges().size();
        edges = new double[inner + 1];
        for (int i = 0; i < inner; i++) {
            edges[i] = reference.edges().get(i);
        }
        edges[inner] = Double.POSITIVE_INFINITY;
        first = inner == 0 ? 0 : edges[0];
        double width = inner < 2 ? 0 : edges[inner - 1] - first;
        double cells = (CELLS - 2) / width;
        scale = width > 0 && cells > 0 && Double.isFinite(cells) ? cells : 0;
        start = new short[CELLS];
        int below = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            while (below < inner && cell(edges[below]) < cell) {
                below++;
            }
            start[cell] = (short) below;
        }
        origin = reference.mean();
        double sd = reference.standardDeviation();
        unit = (sd > 0 ? sd : Math.max(1, Math.abs(origin))) / STEPS;
        stepsPerValue = 1 / unit;
    }

    String feature() {
        return feature;
    }

    /** Least value of the reference; positive infinity if it had none. */
    double least() {
        return least;
    }

    double greatest() {
        return greatest;
    }

    boolean numeric() {
        return numeric;
    }

    int bins() {
        return bins;
    }

    double origin() {
        return origin;
    }

    double unit() {
        return unit;
    }

    /** The bin of a finite number: the first whose upper edge is not below it. */
    int of(double value) {
        int bin = start[cell(value)];
        while (value > edges[bin]) {
            bin++;
        }
        return bin;
    }

    /** The bin of a category; whatever is none of the schema's goes to the last. */
    int ofCategory(double value) {
        boolean known = value >= 0 && value < bins - 1 && value == Math.rint(value);
        return known ? (int) value : bins - 1;
    }

    /** The nearest step of the grid. */
    long step(double value) {
        double steps = Math.rint((value - origin) * stepsPerValue);
        return steps >= FURTHEST ? (long) FURTHEST : steps <= -FURTHEST ? (long) -FURTHEST : (long) steps;
    }

    private int cell(double value) {
        return Math.max(0, Math.min(CELLS - 1, (int) ((value - first) * scale)));
    }
}
