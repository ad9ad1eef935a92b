package io.modelgovernance.core.json;

import io.modelgovernance.InvalidInputException;
import java.nio.charset.StandardCharsets;

/**
 * Writes a double the way ECMAScript does, as RFC 8785 section 3.2.2.3 demands.
 *
 * <p>{@code Double.toString} is not it: on JDK 17 it is not always shortest, and it differs between releases. Not
 * thread-safe; one is good for any number of doubles.
 */
final class EcmaNumber {
    /** Most bytes that a double takes: sign, point, 17 digits and "e-324", or a sign and "0.00000" before 17 digits. */
    static final int LONGEST = 25;

    private static final double WHOLE = 1e15;
    private static final int MOST_PLACES = 21;

    private final ShortestDouble shortest = new ShortestDouble();

    static String format(double value) {
        byte[] text = new byte[LONGEST];
        return new String(text, 0, new EcmaNumber().write(value, text, 0), StandardCharsets.US_ASCII);
    }

    /** Writes a finite double where there is room for the longest, and returns where it ends. */
    int write(double value, byte[] out, int begin) {
        if (!Double.isFinite(value)) {
            throw InvalidInputException.of("number", "is not finite", "finite in JSON");
        }
        int at = begin;
        if (value < 0) {
            out[at++] = '-';
        }
        double size = Math.abs(value);
        if (size < WHOLE && size == Math.rint(size)) {
            return whole((long) size, out, at);
        }
        shortest.of(size);
        long digits = shortest.digits();
        int n = length(digits);
        return layout(digits, n, n + shortest.exponent(), out, at);
    }

    /** Writes a number that is not negative, and returns where it ends. */
    static int whole(long number, byte[] out, int at) {
        int end = at + length(number);
        digits(number, out, at, end);
        return end;
    }

    /** Lays digits out whose point comes after so many of them. */
    private static int layout(long digits, int n, int point, byte[] out, int at) {
        if (n <= point && point <= MOST_PLACES) {
            digits(digits, out, at, at + n);
            return zeros(out, at + n, point - n);
        }
        if (0 < point && point <= MOST_PLACES) {
            digits(digits, out, at + 1, at + 1 + n);
            System.arraycopy(out, at + 1, out, at, point);
            out[at + point] = '.';
            return at + 1 + n;
        }
        if (-6 < point && point <= 0) {
            out[at] = '0';
            out[at + 1] = '.';
            int first = zeros(out, at + 2, -point);
            digits(digits, out, first, first + n);
            return first + n;
        }
        return scientific(digits, n, point - 1, out, at);
    }

    private static int scientific(long digits, int n, int exponent, byte[] out, int begin) {
        int at = begin;
        if (n == 1) {
            out[at++] = (byte) ('0' + digits);
        } else {
            digits(digits, out, at + 1, at + 1 + n);
            out[at] = out[at + 1];
            out[at + 1] = '.';
            at += n + 1;
        }
        out[at++] = 'e';
        out[at++] = (byte) (exponent < 0 ? '-' : '+');
        return whole(Math.abs(exponent), out, at);
    }

    private static int zeros(byte[] out, int at, int many) {
        for (int i = 0; i < many; i++) {
            out[at + i] = '0';
        }
        return at + many;
    }

    private static void digits(long number, byte[] out, int from, int to) {
        long rest = number;
        for (int i = to - 1; i >= from; i--) {
            long tenth = rest / 10;
            out[i] = (byte) ('0' + rest - 10 * tenth);
            rest = tenth;
        }
    }

    private static int length(long number) {
        int length = 1;
        for (long next = 10; length < 19 && number >= next; next *= 10) {
            length++;
        }
        return length;
    }
}
