package io.modelgovernance.core.filter;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Values as texts of printable ASCII that sort as the values do, so that an index of texts answers comparisons. */
public final class SortableText {
    /** Sorts before every value. */
    static final String LEAST = " ";
    /** Sorts after every value. */
    static final String GREATEST = "~".repeat(160);

    private SortableText() {}

    /**
     * A number.
     *
     * @param value any double; both zeros are one, and NaN is the greatest, as {@link Double#compare} has it
     * @return 16 hexadecimal digits
     */
    public static String of(double value) {
        long bits = Double.doubleToLongBits(value + 0.0);
        return hex(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE);
    }

    /**
     * A time.
     *
     * @param time any instant within 290,000 years of 1970; cut to whole microseconds
     * @return 16 hexadecimal digits
     */
    public static String of(Instant time) {
        return hex(ChronoUnit.MICROS.between(Instant.EPOCH, time.truncatedTo(ChronoUnit.MICROS)) ^ Long.MIN_VALUE);
    }

    private static String hex(long bits) {
        String digits = Long.toHexString(bits);
        return "0".repeat(16 - digits.length()) + digits;
    }
}
