package io.modelgovernance.core.stats;

/**
 * A sample sorted once, so that many tests may use it: kept with a reference, a check of a new window then sorts the
 * window alone.
 *
 * <p>Tests of two of these look at no value twice and check nothing again. Immutable and thread-safe.
 */
public final class SortedSample {
    private final double[] values;

    private SortedSample(double[] values) {
        this.values = values;
    }

    /**
     * Sorts a copy, in linear time.
     *
     * @param values in any order, finite, at least one; not modified
     * @return the sample
     * @throws io.modelgovernance.InvalidInputException if it is empty or a value is not finite
     */
    public static SortedSample of(double[] values) {
        Samples.requireSome("sample", values);
        Samples.requireFinite("sample", values);
        return new SortedSample(RadixSort.ascending(values));
    }

    /** Wraps values that are ascending already; the caller must not change them as long as the sample is used. */
    static SortedSample ofAscending(String what, double[] values) {
        Samples.requireAscending(what, values);
        return new SortedSample(values);
    }

    /**
     * How many values.
     *
     * @return at least 1
     */
    public int size() {
        return values.length;
    }

    /**
     * The values.
     *
     * @return a copy, ascending
     */
    public double[] toArray() {
        return values.clone();
    }

    /** The values themselves, ascending, for reading only. */
    double[] values() {
        return values;
    }

    @Override
    public String toString() {
        return values.length + " values from " + values[0] + " to " + values[values.length - 1];
    }
}
