package io.modelgovernance.drift;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.model.Feature;
import java.util.List;

/**
 * The frozen reference of one feature.
 *
 * <p>Bins are frozen with the reference: edge {@code i} separates bin {@code i} from bin {@code i + 1}, the first and
 * last bins are open-ended, and a value equal to an edge lies below it. A categorical feature has one bin a category
 * and one more for categories it did not know. Immutable.
 *
 * @param feature the feature
 * @param count values present
 * @param missing values missing
 * @param edges inner bin edges of a numeric feature, ascending and distinct; empty for a categorical one
 * @param binCounts values in each bin; they add up to {@code count}
 * @param sample ascending sample of the values of a numeric feature, for tests that need values; all of them, or else
 *     evenly spaced order statistics
 * @param complete whether the sample is all values
 * @param mean mean of the values, 0 if there are none
 * @param standardDeviation standard deviation (n - 1), 0 if there are fewer than two
 * @param min least value of a numeric feature, 0 if there are none
 * @param max greatest value of a numeric feature, 0 if there are none
 */
public record FeatureProfile(
        Feature feature,
        long count,
        long missing,
        List<Double> edges,
        List<Long> binCounts,
        List<Double> sample,
        boolean complete,
        double mean,
        double standardDeviation,
        double min,
        double max) {
    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if the bins do not fit the edges or do not add up, or edges or sample do not ascend
     */
    public FeatureProfile {
        edges = List.copyOf(edges);
        binCounts = List.copyOf(binCounts);
        sample = List.copyOf(sample);
        int bins = feature.type() == Feature.Type.NUMERIC
                ? edges.size() + 1
                : feature.categories().size() + 1;
        if (binCounts.size() != bins || binCounts.stream().anyMatch(one -> one < 0)) {
            throw InvalidInputException.of("bins of " + feature.name(), "do not fit", bins + " counts");
        }
        if (!ascends(edges, true) || !ascends(sample, false)) {
            throw InvalidInputException.of("edges or sample of " + feature.name(), "do not ascend", "sorted");
        }
        if (binCounts.stream().mapToLong(Long::longValue).sum() != count) {
            throw InvalidInputException.of("bins of " + feature.name(), "do not add up", count + " values in all");
        }
    }

    private static boolean ascends(List<Double> values, boolean strictly) {
        double before = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (!Double.isFinite(value) || value < before || (strictly && value == before)) {
                return false;
            }
            before = value;
        }
        return true;
    }
}
