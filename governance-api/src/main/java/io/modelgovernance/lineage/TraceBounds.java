package io.modelgovernance.lineage;

import io.modelgovernance.InvalidInputException;
import java.time.Duration;

/**
 * How much a {@link Trace} may cost.
 *
 * @param depth most steps, at least 1
 * @param limit most nodes, at least 1
 * @param patience after how long it gives up, at least 0
 */
public record TraceBounds(int depth, int limit, Duration patience) {
    /** Most nodes an answer holds unless another limit is set; beyond it the answer says that it is truncated. */
    public static final int LIMIT = 10_000;

    static final TraceBounds USUAL = new TraceBounds(Integer.MAX_VALUE, LIMIT, Duration.ofSeconds(Long.MAX_VALUE));

    /**
     * Checks.
     *
     * @throws InvalidInputException if one of them is too small
     */
    public TraceBounds {
        atLeastOne("depth", depth);
        atLeastOne("limit", limit);
        if (patience.isNegative()) {
            throw InvalidInputException.of("time to give up after", "is " + patience, "at least 0");
        }
    }

    private static void atLeastOne(String what, int value) {
        if (value < 1) {
            throw InvalidInputException.of(what, "is " + value, "at least 1");
        }
    }
}
