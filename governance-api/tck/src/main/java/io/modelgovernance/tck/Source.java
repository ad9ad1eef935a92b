package io.modelgovernance.tck;

import java.util.SplittableRandom;

/** Where values of a simulation come from. */
@FunctionalInterface
public interface Source {
    /**
     * The next value.
     *
     * @param random what to draw with
     * @return a value
     */
    double next(SplittableRandom random);

    /**
     * Errors.
     *
     * @param rate share of ones, 0 to 1
     * @return 1 with that chance, else 0
     */
    static Source errors(double rate) {
        return random -> random.nextDouble() < rate ? 1 : 0;
    }

    /**
     * Normal values.
     *
     * @param mean their mean
     * @param deviation their standard deviation, at least 0
     * @return the source
     */
    static Source normal(double mean, double deviation) {
        return random -> {
            double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
            return mean + deviation * radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
        };
    }

    /**
     * Values with long tails: of their logarithms, the mean is 0.
     *
     * @param scale what they are multiplied by
     * @param deviation standard deviation of their logarithms, at least 0
     * @return the source
     */
    static Source lognormal(double scale, double deviation) {
        Source logs = normal(0, deviation);
        return random -> scale * StrictMath.exp(logs.next(random));
    }

    /**
     * Whole numbers of which many are equal.
     *
     * @param count how many different ones, at least 1
     * @param from the least
     * @return each as likely
     */
    static Source ties(int count, int from) {
        return random -> from + (double) random.nextInt(count);
    }

    /**
     * Several values.
     *
     * @param random what to draw with
     * @param n how many
     * @return a new array
     */
    default double[] take(SplittableRandom random, int n) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = next(random);
        }
        return values;
    }
}
