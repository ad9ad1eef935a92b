package io.modelgovernance.core.stats;

/** The order of values. Pure and thread-safe. */
public final class Ranking {
    private Ranking() {}

    /**
     * The places of values from the least to the greatest, in linear time.
     *
     * @param values finite; not modified
     * @return one place a value; equal values, and the two zeros, in the order they come
     * @throws io.modelgovernance.InvalidInputException if a value is not finite
     */
    public static int[] ascending(double[] values) {
        Samples.requireFinite("values", values);
        return RadixSort.order(values);
    }
}
