package io.modelgovernance.drift;

/** Compares current values with a frozen reference. Pure, immutable and thread-safe. */
public interface DriftTest {
    /**
     * The test with its parameters.
     *
     * @return a name
     */
    String method();

    /**
     * Compares.
     *
     * @param reference the frozen reference
     * @param current current values, NaN where missing; not modified
     * @return the result; its figures are unknown if there is too little data
     */
    DriftTestResult test(FeatureProfile reference, double[] current);
}
