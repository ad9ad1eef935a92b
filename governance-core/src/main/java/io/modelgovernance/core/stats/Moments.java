package io.modelgovernance.core.stats;

import io.modelgovernance.InvalidInputException;

/**
 * Mean and standard deviation by the corrected two-pass algorithm; parts are put together as Chan, Golub and LeVeque
 * (1983) say.
 * Pure and thread-safe.
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
     * @throws InvalidInputException if a value is not finite, or they are too great for a finite standard deviation
     */
    public static Moments of(double[] values) {
        Samples.requireFinite("sample", values);
        double rough = 0;
        int seen = 0;
        for (double value : values) {
            seen++;
            rough += (value - rough) / seen;
        }
        double sum = 0;
        double squares = 0;
        for (double value : values) {
            double delta = value - rough;
            sum += delta;
            squares += delta * delta;
        }
        int n = Math.max(1, values.length);
        return of(values.length, rough + sum / n, Math.max(0, squares - sum / n * sum));
    }

    /**
     * Of both parts together.
     *
     * @param other moments of other values
     * @return the moments of all; equal to those of all values up to rounding
     * @throws InvalidInputException if they are too great for a finite standard deviation
     */
    public Moments and(Moments other) {
        if (n == 0 || other.n == 0) {
            return n == 0 ? other : this;
        }
        long both = n + other.n;
        double delta = other.mean - mean;
        double between = delta * ((double) n / both) * (delta * other.n);
        return of(both, mean + delta * ((double) other.n / both), squares() + other.squares() + between);
    }

    private double squares() {
        return standardDeviation * standardDeviation * Math.max(0, n - 1);
    }

    private static Moments of(long n, double mean, double squares) {
        double sd = n < 2 ? 0 : Math.sqrt(squares / (n - 1));
        if (!Double.isFinite(mean) || !Double.isFinite(sd)) {
            throw InvalidInputException.of("sample", "is too widely spread", "below 1e150 in size");
        }
        return new Moments(n, mean, sd);
    }
}
