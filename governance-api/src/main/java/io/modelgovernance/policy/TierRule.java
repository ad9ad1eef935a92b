package io.modelgovernance.policy;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a risk tier demands.
 *
 * @param votes different people who must approve, at least 1
 * @param roles each of these roles must be held by one who approves; empty for no such demand
 * @param requestValidity how long a request and its votes stay valid
 * @param durableDecisions true if no decision may leave before its record is stored
 */
public record TierRule(int votes, Set<String> roles, Duration requestValidity, boolean durableDecisions) {
    /**
     * Checks.
     *
     * @throws InvalidInputException if the votes or the time do not fit
     */
    public TierRule {
        TreeSet<String> sorted = new TreeSet<>();
        roles.forEach(role -> sorted.add(Names.require("role", role)));
        roles = Collections.unmodifiableSet(sorted);
        if (votes < 1) {
            throw InvalidInputException.of("votes", "are " + votes, "at least 1");
        }
        if (requestValidity.isNegative() || requestValidity.isZero()) {
            throw InvalidInputException.of("request validity", "is " + requestValidity, "longer than zero");
        }
    }

    /**
     * A rule that leaves open which roles approve.
     *
     * @param votes different people who must approve, at least 1
     * @param requestValidity how long a request and its votes stay valid
     * @param durableDecisions true if no decision may leave before its record is stored
     */
    public TierRule(int votes, Duration requestValidity, boolean durableDecisions) {
        this(votes, Set.of(), requestValidity, durableDecisions);
    }
}
