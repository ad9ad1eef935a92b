package io.modelgovernance.core.profile;

import io.modelgovernance.InvalidInputException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * Sums of values and of their squares in whole steps of a grid that was frozen with the reference: exact, so that they
 * come out the same bit by bit in any order and over any partition.
 *
 * <p>The grid has 2^20 steps to a standard deviation of the reference, around its mean; each value counts as the nearest
 * step, and one further than 2048 standard deviations away as that far. Immutable.
 *
 * @param origin value of step 0
 * @param unit width of a step, above 0
 * @param count how many values
 * @param sum of their steps
 * @param squaresHigh of the sum of squared steps, the part above 2^32, at least 0
 * @param squaresLow the rest, 0 to 2^32 - 1
 */
public record GridSums(double origin, double unit, long count, long sum, long squaresHigh, long squaresLow) {
    private static final long MASK = 0xFFFF_FFFFL;

    /**
     * Checks.
     *
     * @throws InvalidInputException if the grid is none, or a part is out of range
     */
    public GridSums {
        if (!(Double.isFinite(origin) && unit > 0 && Double.isFinite(unit))) {
            throw InvalidInputException.of("grid", "is " + origin + " by " + unit, "finite, of a unit above 0");
        }
        if (count < 0 || squaresHigh < 0 || squaresLow < 0 || squaresLow > MASK) {
            throw InvalidInputException.of("sums", "are out of range", "a count and 96 bits of squares, none negative");
        }
    }

    /** Carries what is above 32 bits, so that equal sums are equal values. */
    static GridSums of(double origin, double unit, long count, long sum, long high, long low) {
        return new GridSums(origin, unit, count, sum, Math.addExact(high, low >>> 32), low & MASK);
    }

    /**
     * The mean.
     *
     * @return in the values' unit, 0 if there are none
     */
    public double mean() {
        return count == 0 ? 0 : origin + unit * ((double) sum / count);
    }

    /**
     * The standard deviation, with n - 1.
     *
     * @return in the values' unit, 0 if there are fewer than two values
     */
    public double standardDeviation() {
        if (count < 2) {
            return 0;
        }
        BigInteger n = BigInteger.valueOf(count);
        BigInteger squares = BigInteger.valueOf(squaresHigh).shiftLeft(32).add(BigInteger.valueOf(squaresLow));
        BigInteger spread = n.multiply(squares).subtract(BigInteger.valueOf(sum).pow(2));
        BigDecimal variance = new BigDecimal(spread)
                .divide(new BigDecimal(n.multiply(n.subtract(BigInteger.ONE))), MathContext.DECIMAL64);
        return unit * Math.sqrt(variance.doubleValue());
    }
}
