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
     * The deviate that a tail begins at: Newton's method on the logarithm of the tail, which keeps its
     * digits.
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
        double z = Math.sqrt(Math.max(0, -2 * StrictMath.log(2 * tail)));
        for (int i = 0; i < 40; i++) {
            double survival = survival(z);
            double density = StrictMath.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
            double step = StrictMath.log(survival / tail) * survival / density;
            z += step;
            if (Math.abs(step) <= 1e-15 * z) {
                break;
            }
        }
        return z;
    }
}
