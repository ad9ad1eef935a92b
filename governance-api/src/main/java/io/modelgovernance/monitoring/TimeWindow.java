package io.modelgovernance.monitoring;

import io.modelgovernance.InvalidInputException;
import java.time.Instant;

/**
 * A stretch of time.
 *
 * @param from its first instant
 * @param to the first instant after it
 */
public record TimeWindow(Instant from, Instant to) {
    /**
     * Checks.
     *
     * @throws InvalidInputException if it does not end after it begins
     */
    public TimeWindow {
        if (!from.isBefore(to)) {
            throw InvalidInputException.of("window", "is from " + from + " to " + to, "longer than zero");
        }
    }

    @Override
    public String toString() {
        return from + "/" + to;
    }
}
