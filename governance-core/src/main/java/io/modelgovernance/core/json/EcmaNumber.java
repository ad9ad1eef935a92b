package io.modelgovernance.core.json;

import io.modelgovernance.InvalidInputException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Writes a double the way ECMAScript does, as RFC 8785 section 3.2.2.3 demands.
 *
 * <p>{@code Double.toString} is not it: on JDK 17 it is not always shortest, and it differs between releases. The
 * shortest digits that read back as the same double are found by rounding the exact value; but how many digits
 * {@code Double.toString} took is a number to go down from, mostly by none.
 */
final class EcmaNumber {
    private EcmaNumber() {}

    static String format(double value) {
        if (!Double.isFinite(value)) {
            throw InvalidInputException.of("number", "is not finite", "finite in JSON");
        }
        if (value == 0) {
            return "0";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        String few = fewPlaces(Math.abs(value));
        if (!few.isEmpty()) {
            return value < 0 ? "-" + few : few;
        }
        BigDecimal shortest = shortest(Math.abs(value));
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        return (value < 0 ? "-" : "") + layout(digits, point);
    }

    /**
     * A number of at most four decimal places, as thresholds are; empty if it is no such. Digits and power of ten are
     * exact, so their quotient is what the text reads back as; and no two texts of at most 15 digits are one double.
     */
    private static String fewPlaces(double value) {
        if (value < 0.001 || value >= 1e9) {
            return "";
        }
        double power = 1;
        for (int places = 1; places <= 4; places++) {
            power *= 10;
            double digits = value * power;
            if (digits == Math.rint(digits) && digits / power == value) {
                return layout(
                        Long.toString((long) digits),
                        Long.toString((long) digits).length() - places);
            }
        }
        return "";
    }

    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        return isLeastOfItsBinade(value) ? upwards(exact, value) : downwards(exact, value);
    }

    /** Whether the double below is nearer than the one above: then more digits may miss what fewer hit. */
    private static boolean isLeastOfItsBinade(double value) {
        return (Double.doubleToRawLongBits(value) & (1L << 52) - 1) == 0;
    }

    private static BigDecimal upwards(BigDecimal exact, double value) {
        for (int digits = 1; digits < 17; digits++) {
            BigDecimal rounded = round(exact, digits);
            if (rounded.doubleValue() == value) {
                return rounded.stripTrailingZeros();
            }
        }
        return round(exact, 17).stripTrailingZeros();
    }

    private static BigDecimal downwards(BigDecimal exact, double value) {
        int digits = new BigDecimal(Double.toString(value)).stripTrailingZeros().precision();
        while (digits > 1 && round(exact, digits - 1).doubleValue() == value) {
            digits--;
        }
        return round(exact, digits).stripTrailingZeros();
    }

    private static BigDecimal round(BigDecimal exact, int digits) {
        return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }

    private static String layout(String digits, int point) {
        int n = digits.length();
        if (n <= point && point <= 21) {
            return digits + "0".repeat(point - n);
        }
        if (0 < point && point <= 21) {
            return digits.substring(0, point) + "." + digits.substring(point);
        }
        if (-6 < point && point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        int exponent = point - 1;
        String mantissa = n == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    }
}
