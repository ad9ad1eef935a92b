package io.modelgovernance.core.planted;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Breaks no law, and comes near to each. */
public final class Obedient {
    private static final List<String> NAMES = List.of("a", "b");

    private final StringBuilder text = new StringBuilder();

    /** The time of the clock that was handed in. */
    public Instant time(Clock clock) {
        return Instant.now(clock);
    }

    /** A number with a point, everywhere. */
    public String number(double value) {
        return text.append(String.format(Locale.ROOT, "%.2f", value))
                .append(NAMES)
                .toString();
    }
}
