package io.modelgovernance.audit;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import java.time.Duration;

/**
 * How long decisions of a kind are kept, and by what rule. Decisions name their class when they are recorded.
 *
 * @param name its name, as {@code Recording.withRetention} gives it
 * @param keep how long from the decision on, longer than zero
 * @param basis the rule that says so
 */
public record RetentionClass(String name, Duration keep, String basis) {
    /**
     * Checks.
     *
     * @throws InvalidInputException if a part does not fit
     */
    public RetentionClass {
        Names.require("retention class", name);
        if (keep.isZero() || keep.isNegative()) {
            throw InvalidInputException.of("time to keep", "is " + keep, "longer than zero");
        }
        if (basis.isBlank()) {
            throw InvalidInputException.of("basis of " + name, "is empty", "the rule that says so");
        }
    }
}
