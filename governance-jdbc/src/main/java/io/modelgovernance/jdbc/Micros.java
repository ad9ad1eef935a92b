package io.modelgovernance.jdbc;

import io.modelgovernance.InvalidInputException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as microseconds since 1970 in UTC, cut towards the past: one number that every database keeps as it is. */
final class Micros {
    private static final Instant FIRST = toInstant(Long.MIN_VALUE);
    private static final Instant LAST = toInstant(Long.MAX_VALUE);

    private Micros() {}

    static long of(Instant instant) {
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw InvalidInputException.of("instant", "is " + instant, "within 290,000 years of 1970");
        }
        return clamped(instant);
    }

    /** The same, with what lies beyond the range at its end: for questions, not for what is stored. */
    static long clamped(Instant instant) {
        if (instant.isBefore(FIRST)) {
            return Long.MIN_VALUE;
        }
        return instant.isAfter(LAST)
                ? Long.MAX_VALUE
                : ChronoUnit.MICROS.between(Instant.EPOCH, instant.truncatedTo(ChronoUnit.MICROS));
    }

    static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
