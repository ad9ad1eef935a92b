package io.modelgovernance.core.stats;

/**
 * Mean and standard deviation by Welford's recurrence. Pure and thread-safe.
 *
 * @param n number of values
 * @param mean their mean, 0 if there are none
 * @param standardDeviation with n - 1, 0 if there are fewer than two
 */
public record Moments(long n, double mean, double standardDeviation) {
    /**
     * Of these values.
     *
     * @param values finite; not modified
     * @return their moments
     */
    public static Moments of(double[] values) {
        double mean = 0;
        double m2 = 0;
        long n = 0;
        for (double value : values) {
            n++;
            double delta = value - mean;
            mean += delta / n;
            m2 += delta * (value - mean);
        }
        return new Moments(n, mean, n < 2 ? 0 : Math.sqrt(m2 / (n - 1)));
    }
}
