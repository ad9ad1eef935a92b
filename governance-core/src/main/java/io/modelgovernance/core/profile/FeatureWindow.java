package io.modelgovernance.core.profile;

import io.modelgovernance.InvalidInputException;
import java.util.List;

/**
 * What a window held of one feature. Immutable.
 *
 * @param feature its name
 * @param bins values in each frozen bin of the reference; of a categorical feature the last is for unseen categories
 * @param missing values that were NaN
 * @param infinite values that were infinite; they are in no bin and in no sum
 * @param unreadable values that were of another type than the schema says; they count as missing as well
 * @param below values of a numeric feature below the least of the reference; they are in the first bin as well
 * @param above values of a numeric feature above the greatest of the reference; they are in the last bin as well
 * @param min least value of a numeric feature, positive infinity if there is none
 * @param max greatest value of a numeric feature, negative infinity if there is none
 * @param sums of a numeric feature, for mean and standard deviation; of a categorical one all 0
 */
public record FeatureWindow(
        String feature,
        List<Long> bins,
        long missing,
        long infinite,
        long unreadable,
        long below,
        long above,
        double min,
        double max,
        GridSums sums) {
    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if a count is negative
     */
    public FeatureWindow {
        bins = List.copyOf(bins);
        if (bins.isEmpty()
                || bins.stream().anyMatch(one -> one < 0)
                || Math.min(Math.min(missing, infinite), unreadable) < 0
                || Math.min(below, above) < 0) {
            throw InvalidInputException.of("counts of " + feature, "are none or negative", "at least 0 each");
        }
    }

    /**
     * How many values were present and finite.
     *
     * @return the sum of the bins
     */
    public long count() {
        return bins.stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The bins.
     *
     * @return a new array
     */
    public long[] binCounts() {
        return bins.stream().mapToLong(Long::longValue).toArray();
    }
}
