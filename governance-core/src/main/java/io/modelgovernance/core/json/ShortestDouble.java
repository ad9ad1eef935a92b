package io.modelgovernance.core.json;

import java.math.BigInteger;

/**
 * The shortest decimal that reads back as a double; of several the nearest, of two as near the even one.
 *
 * <p>Raffaello Giulietti, "The Schubfach way to render doubles" (2020): among all decimals of a grid that is just wide
 * enough, at most four can be the answer, and each is weighed by one product of 64 by 128 bits, rounded to odd. Not
 * thread-safe; one is good for any number of doubles.
 */
final class ShortestDouble {
    private static final int LEAST_POWER = -292;
    private static final int MOST_POWER = 324;
    private static final int PRECISION = 128;
    private static final int FRACTION = 52;
    private static final int BIAS = 1075;
    private static final long HIDDEN = 1L << FRACTION;

    /** Powers of ten, rounded up to 128 bits of which the first is set: high and low half by turns. */
    private static final long[] POWERS = powers();

    private long digits;
    private int exponent;

    private static long[] powers() {
        long[] powers = new long[2 * (MOST_POWER - LEAST_POWER + 1)];
        for (int power = LEAST_POWER; power <= MOST_POWER; power++) {
            BigInteger rounded = rounded(power);
            int at = 2 * (power - LEAST_POWER);
            powers[at] = rounded.shiftRight(Long.SIZE).longValue();
            powers[at + 1] = rounded.longValue();
        }
        return powers;
    }

    private static BigInteger rounded(int power) {
        int shift = PRECISION - 1 - floorLog2Pow10(power);
        BigInteger ten = BigInteger.TEN.pow(Math.abs(power));
        BigInteger numerator = power < 0 ? BigInteger.ONE : ten;
        BigInteger denominator = power < 0 ? ten : BigInteger.ONE;
        if (shift >= 0) {
            numerator = numerator.shiftLeft(shift);
        } else {
            denominator = denominator.shiftLeft(-shift);
        }
        BigInteger[] parts = numerator.divideAndRemainder(denominator);
        return parts[1].signum() == 0 ? parts[0] : parts[0].add(BigInteger.ONE);
    }

    /** The digits of the last double, without zeros at the end: its value is digits times ten to the exponent. */
    long digits() {
        return digits;
    }

    int exponent() {
        return exponent;
    }

    /** Finds the shortest decimal of a double that is finite and greater than zero. */
    void of(double value) {
        long bits = Double.doubleToRawLongBits(value);
        long fraction = bits & (HIDDEN - 1);
        int biased = (int) (bits >>> FRACTION);
        boolean normal = biased != 0;
        long c = normal ? HIDDEN | fraction : fraction;
        int q = Math.max(biased, 1) - BIAS;
        boolean lowerIsCloser = fraction == 0 && biased > 1;
        search(c, q, lowerIsCloser);
        trim();
    }

    private void search(long c, int q, boolean lowerIsCloser) {
        int k = lowerIsCloser ? floorLog10ThreeQuartersPow2(q) : floorLog10Pow2(q);
        int h = q + floorLog2Pow10(-k) + 1;
        int at = 2 * (-k - LEAST_POWER);
        long high = POWERS[at];
        long low = POWERS[at + 1];
        long outside = c & 1;
        long least = product(high, low, (4 * c - (lowerIsCloser ? 1 : 2)) << h) + outside;
        long scaled = product(high, low, (4 * c) << h);
        long most = product(high, low, (4 * c + 2) << h) - outside;
        long below = scaled >> 2;
        if (below >= 10) {
            long coarse = below / 10;
            boolean under = least <= 40 * coarse;
            boolean over = 40 * coarse + 40 <= most;
            if (under != over) {
                found(over ? coarse + 1 : coarse, k + 1);
                return;
            }
        }
        boolean under = least <= 4 * below;
        boolean over = 4 * below + 4 <= most;
        if (under != over) {
            found(over ? below + 1 : below, k);
            return;
        }
        long middle = 4 * below + 2;
        boolean up = scaled > middle || (scaled == middle && (below & 1) != 0);
        found(up ? below + 1 : below, k);
    }

    private void found(long shortest, int power) {
        digits = shortest;
        exponent = power;
    }

    private void trim() {
        while (digits % 10 == 0) {
            digits /= 10;
            exponent++;
        }
    }

    /** The upper 64 of 192 bits of a product, the last of them set if anything below is. */
    private static long product(long high, long low, long factor) {
        long fromLow = unsignedHigh(low, factor);
        long middle = high * factor + fromLow;
        long carry = Long.compareUnsigned(middle, fromLow) < 0 ? 1 : 0;
        long top = unsignedHigh(high, factor) + carry;
        return Long.compareUnsigned(middle, 1) > 0 ? top | 1 : top;
    }

    /** The upper half of an unsigned product whose second factor is not negative. */
    private static long unsignedHigh(long unsigned, long factor) {
        return Math.multiplyHigh(unsigned, factor) + ((unsigned >> (Long.SIZE - 1)) & factor);
    }

    private static int floorLog10Pow2(int power) {
        return (power * 1_262_611) >> 22;
    }

    private static int floorLog10ThreeQuartersPow2(int power) {
        return (power * 1_262_611 - 524_031) >> 22;
    }

    private static int floorLog2Pow10(int power) {
        return (power * 1_741_647) >> 19;
    }
}
