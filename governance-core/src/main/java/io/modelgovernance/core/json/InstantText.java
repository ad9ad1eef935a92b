package io.modelgovernance.core.json;

import java.time.Instant;
import java.time.LocalDate;

/** Reads an instant in the form in which it is written, {@code 2026-03-01T08:00:00.5Z}, at a tenth of the cost. */
final class InstantText {
    private static final int SECONDS = 19;
    private static final int DAY = 86_400;

    private InstantText() {}

    static Instant parse(String text) {
        int end = text.length() - 1;
        boolean plain = end >= SECONDS
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && text.charAt(end) == 'Z'
                && (end == SECONDS || (text.charAt(SECONDS) == '.' && end > SECONDS + 1 && end <= SECONDS + 10));
        if (plain) {
            int year = digits(text, 0, 4);
            int month = digits(text, 5, 7);
            int day = digits(text, 8, 10);
            int hour = digits(text, 11, 13);
            int minute = digits(text, 14, 16);
            int second = digits(text, 17, SECONDS);
            int nanos = end == SECONDS ? 0 : nanos(text, end);
            if ((year | month | day | hour | minute | second | nanos) >= 0 && hour < 24 && minute < 60 && second < 60) {
                long days = LocalDate.of(year, month, day).toEpochDay();
                return Instant.ofEpochSecond(days * DAY + hour * 3_600L + minute * 60L + second, nanos);
            }
        }
        return Instant.parse(text);
    }

    private static int nanos(String text, int end) {
        int nanos = digits(text, SECONDS + 1, end);
        for (int place = end - SECONDS - 1; place < 9 && nanos > 0; place++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** The number, or -1 if there is anything else than digits. */
    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
