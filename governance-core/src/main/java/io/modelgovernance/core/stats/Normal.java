package io.modelgovernance.core.stats;

import io.modelgovernance.InvalidInputException;
import org.apache.commons.math3.special.Erf;

/** The standard normal distribution, its upper tail with all digits down to 1e-300. Pure and thread-safe. */
public final class Normal {
    private Normal() {}

    /**
     * Upper tail.
     *
     * @param z any number but NaN
     * @return probability of a value above {@code z}
     * @throws InvalidInputException if it is NaN
     */
    public static double survival(double z) {
        if (Double.isNaN(z)) {
            throw InvalidInputException.of("normal deviate", "is NaN", "a number");
        }
        return z < -40 ? 1 : z > 40 ? 0 : Erf.erfc(z / Math.sqrt(2)) / 2;
    }

    /**
     * Both tails.
     *
     * @param z any number but NaN
     * @return probability of a value further from 0 than {@code z}
     * @throws InvalidInputException if it is NaN
     */
    public static double twoSided(double z) {
        return Math.min(1, 2 * survival(Math.abs(z)));
    }

    /**
     * The deviate that a tail begins at: bisection, so it needs no table and keeps its digits.
     *
     * @param tail upper tail probability, above 0 and below 1
     * @return the z whose {@link #survival} is the tail
     * @throws InvalidInputException if it is out of range
     */
    public static double upperQuantile(double tail) {
        if (!(tail > 0 && tail < 1)) {
            throw InvalidInputException.of("tail probability", "is " + tail, "between 0 and 1");
        }
        if (tail > 0.5) {
            return -upperQuantile(1 - tail);
        }
        double low = 0;
        double high = 40;
        for (int i = 0; i < 70; i++) {
            double middle = (low + high) / 2;
            if (survival(middle) > tail) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
