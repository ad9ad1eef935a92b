package io.modelgovernance.core.surrogate;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.SimilarCase;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Finds known cases like a given one, and prototypes that stand for all of them.
 *
 * <p>Gower's distance (1971): for a number its distance in parts of the range known, 1 for another category or for a
 * missing value on one side alone, meaned over the features; so a distance is in [0, 1] for rows inside the known ranges and
 * is cut to 1 otherwise. Nothing is drawn. Immutable and thread-safe.
 */
public final class SimilarCases {
    private final FeatureSchema schema;
    private final Rows known;
    private final double[] span;

    private SimilarCases(Rows known, double[] span) {
        this.schema = known.schema();
        this.known = known;
        this.span = span;
    }

    /**
     * Searches among these.
     *
     * @param known the known rows, at least one; kept, not copied
     * @return the search
     * @throws InvalidInputException if there is no row
     */
    public static SimilarCases among(Rows known) {
        if (known.count() == 0) {
            throw InvalidInputException.of("known cases", "are none", "at least one");
        }
        double[] span = new double[known.schema().size()];
        Arrays.setAll(span, f -> span(known.column(f)));
        return new SimilarCases(known, span);
    }

    /**
     * The cases nearest to a row.
     *
     * @param row the features in schema order, NaN where missing; not modified
     * @param count how many, at least 1
     * @return the nearest first, ties in the order known; fewer if fewer are known
     * @throws InvalidInputException if the row is not as wide as the schema, or the count is less than 1
     */
    public List<SimilarCase> nearest(double[] row, int count) {
        if (row.length != schema.size() || count < 1) {
            throw InvalidInputException.of(
                    "search for similar cases",
                    "has a row of " + row.length + " values and asks for " + count,
                    "of " + schema.size() + " values and for at least 1");
        }
        Comparator<SimilarCase> nearestFirst =
                Comparator.comparingDouble(SimilarCase::distance).thenComparingInt(SimilarCase::index);
        PriorityQueue<SimilarCase> kept = new PriorityQueue<>(nearestFirst.reversed());
        for (int i = 0; i < known.count(); i++) {
            kept.add(new SimilarCase(i, distance(row, known.row(i))));
            if (kept.size() > count) {
                kept.remove();
            }
        }
        return kept.stream().sorted(nearestFirst).toList();
    }

    /**
     * Cases that together stand for all known ones: greedy k-medoids (the build step of Kaufman and Rousseeuw 1990).
     *
     * @param count how many, at least 1
     * @return the first is the most central; each has its mean distance of all known cases to the prototypes so far
     * @throws InvalidInputException if the count is less than 1 or more than are known, or more than 5000 are known
     */
    public List<SimilarCase> prototypes(int count) {
        int n = known.count();
        if (count < 1 || count > n || n > 5000) {
            throw InvalidInputException.of(
                    "prototypes", "are " + count + " of " + n + " cases", "1 to all of at most 5000 cases");
        }
        double[][] rows = new double[n][];
        Arrays.setAll(rows, known::row);
        double[] nearest = new double[n];
        Arrays.fill(nearest, 1);
        SimilarCase[] chosen = new SimilarCase[count];
        for (int k = 0; k < count; k++) {
            chosen[k] = next(rows, nearest);
            double[] medoid = rows[chosen[k].index()];
            Arrays.setAll(nearest, i -> Math.min(nearest[i], distance(rows[i], medoid)));
        }
        return List.of(chosen);
    }

    private SimilarCase next(double[][] rows, double[] nearest) {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int candidate = 0; candidate < rows.length; candidate++) {
            double sum = 0;
            for (int i = 0; i < rows.length && sum < least; i++) {
                sum += Math.min(nearest[i], distance(rows[i], rows[candidate]));
            }
            if (sum < least) {
                least = sum;
                best = candidate;
            }
        }
        return new SimilarCase(best, least / rows.length);
    }

    private double distance(double[] a, double[] b) {
        double sum = 0;
        for (int f = 0; f < a.length; f++) {
            if (Double.isNaN(a[f]) || Double.isNaN(b[f])) {
                sum += Double.isNaN(a[f]) && Double.isNaN(b[f]) ? 0 : 1;
            } else if (schema.features().get(f).type() == Feature.Type.CATEGORICAL || span[f] == 0) {
                sum += a[f] == b[f] ? 0 : 1;
            } else {
                sum += Math.min(1, Math.abs(a[f] - b[f]) / span[f]);
            }
        }
        return sum / a.length;
    }

    private static double span(double[] column) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : column) {
            if (Double.isFinite(value)) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        return most > least ? most - least : 0;
    }
}
