package io.modelgovernance.core.stats;

import io.modelgovernance.InvalidInputException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * A sum of doubles that nothing was rounded in: {@code digits * 2^exponent}. Sums of the same numbers are equal, whatever the
 * order they were added in and however they were parted. Made by {@link ExactAdder}. Immutable.
 *
 * @param digits a whole number in hexadecimal, odd, or 0
 * @param exponent power of two that it counts, -1074 to 1100; 0 for the sum 0
 */
public record ExactSum(String digits, int exponent) {
    private static final int LEAST = Double.MIN_EXPONENT - 52;
    private static final int MOST = 1_100;
    private static final int MOST_DIGITS = 600;
    private static final int HEX = 16;
    private static final Pattern FORM = Pattern.compile("0|-?[1-9a-f][0-9a-f]*");

    /** Nothing added. */
    public static final ExactSum ZERO = new ExactSum("0", 0);

    /**
     * Checks.
     *
     * @throws InvalidInputException if it is not the one way to write its value, or out of range
     */
    public ExactSum {
        if (!FORM.matcher(digits).matches() || digits.length() > MOST_DIGITS) {
            throw InvalidInputException.of(
                    "digits of a sum", "are no number", "at most " + MOST_DIGITS + ", hexadecimal");
        }
        boolean zero = digits.equals("0");
        boolean even = "02468ace".indexOf(digits.charAt(digits.length() - 1)) >= 0;
        if (exponent < LEAST || exponent > MOST || (zero ? exponent != 0 : even)) {
            throw InvalidInputException.of(
                    "sum", "is " + digits + " times 2^" + exponent, "odd, of a power from " + LEAST + " to " + MOST);
        }
    }

    /** So many times the least double above 0. */
    static ExactSum of(BigInteger steps) {
        if (steps.signum() == 0) {
            return ZERO;
        }
        int zeros = steps.getLowestSetBit();
        return new ExactSum(steps.shiftRight(zeros).toString(HEX), zeros + LEAST);
    }

    /** How many times the least double above 0. */
    BigInteger steps() {
        return new BigInteger(digits, HEX).shiftLeft(exponent - LEAST);
    }

    /**
     * The sum, in full.
     *
     * @return all its digits
     */
    public BigDecimal decimal() {
        BigInteger number = new BigInteger(digits, HEX);
        return exponent >= 0
                ? new BigDecimal(number.shiftLeft(exponent))
                : new BigDecimal(number.multiply(BigInteger.valueOf(5).pow(-exponent)), -exponent);
    }

    /**
     * The sum.
     *
     * @return the nearest double
     */
    public double value() {
        return decimal().doubleValue();
    }
}
