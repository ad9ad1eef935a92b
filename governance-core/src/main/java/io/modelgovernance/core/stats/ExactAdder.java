package io.modelgovernance.core.stats;

import io.modelgovernance.InvalidInputException;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Adds doubles without rounding, by digits of 32 bits over their whole range (after Kulisch's long accumulator). Adding a
 * number allocates nothing. Not thread-safe.
 */
public final class ExactAdder {
    private static final int BITS = 32;
    private static final long MASK = 0xFFFF_FFFFL;
    private static final long LEADING = 1L << 52;
    private static final int DIGITS = 67;
    private static final int MOST = 1 << 30;

    private final long[] digits = new long[DIGITS];
    private int pending;
    private BigInteger carried = BigInteger.ZERO;

    /**
     * Adds a number.
     *
     * @param number a finite number
     * @throws InvalidInputException if it is not finite; nothing was added
     */
    public void add(double number) {
        if (!Double.isFinite(number)) {
            throw InvalidInputException.of("number of a sum", "is " + number, "finite");
        }
        long bits = Double.doubleToRawLongBits(number);
        int power = (int) (bits >>> 52) & 0x7FF;
        long significand = (bits & (LEADING - 1)) | (power == 0 ? 0 : LEADING);
        int shift = Math.max(0, power - 1);
        int at = shift / BITS;
        int rest = shift % BITS;
        long low = significand << rest;
        long high = rest == 0 ? 0 : significand >>> (Long.SIZE - rest);
        int sign = number < 0 ? -1 : 1;
        digits[at] += sign * (low & MASK);
        digits[at + 1] += sign * (low >>> BITS);
        digits[at + 2] += sign * high;
        if (++pending == MOST) {
            carry();
        }
    }

    /**
     * Adds what another added.
     *
     * @param sum the sum
     */
    public void add(ExactSum sum) {
        carried = carried.add(sum.steps());
    }

    /** A digit holds the sum of up to 2^31 parts of 32 bits. */
    private void carry() {
        BigInteger all = BigInteger.ZERO;
        for (int i = DIGITS - 1; i >= 0; i--) {
            all = all.shiftLeft(BITS).add(BigInteger.valueOf(digits[i]));
        }
        carried = carried.add(all);
        Arrays.fill(digits, 0);
        pending = 0;
    }

    /**
     * What was added up to now.
     *
     * @return the sum, which later numbers do not change
     */
    public ExactSum sum() {
        carry();
        return ExactSum.of(carried);
    }
}
