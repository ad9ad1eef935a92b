package io.modelgovernance.policy;

import io.modelgovernance.InvalidInputException;
import java.time.Duration;

/**
 * What a risk tier demands.
 *
 * @param votes different people who must approve, at least 1
 * @param requestValidity how long a request and its votes stay valid
 * @param durableDecisions true if no decision may leave before its record is stored
 */
public record TierRule(int votes, Duration requestValidity, boolean durableDecisions) {
    /**
     * Checks.
     *
     * @throws InvalidInputException if the votes or the time do not fit
     */
    public TierRule {
        if (votes < 1) {
            throw InvalidInputException.of("votes", "are " + votes, "at least 1");
        }
        if (requestValidity.isNegative() || requestValidity.isZero()) {
            throw InvalidInputException.of("request validity", "is " + requestValidity, "longer than zero");
        }
    }
}
