package io.modelgovernance.policy;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a risk tier demands: one row of the table that a policy is for tiers.
 *
 * @param votes different people who must approve, at least 1
 * @param roles each of these roles must be held by one who approves; empty for no such demand
 * @param requestValidity how long a request and its votes stay valid
 * @param durableDecisions true if no decision may leave before its record is stored
 * @param gates ids of the gates of a stage that are asked at this tier; empty for all of them
 * @param revalidateWithin how long a validation lasts; empty if only a change asks for another
 * @param monitorWithin how long at most between two checks of what it sees
 * @param keepDecisions how long at least its decision log is kept
 */
public record TierRule(
        int votes,
        Set<String> roles,
        Duration requestValidity,
        boolean durableDecisions,
        Set<String> gates,
        Optional<Duration> revalidateWithin,
        Duration monitorWithin,
        Duration keepDecisions) {
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final int KEPT_YEARS = 10;

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
        gates = Collections.unmodifiableSet(new TreeSet<>(gates));
        requireLong("time between validations", revalidateWithin.orElse(YEAR));
        requireLong("time between checks", monitorWithin);
        requireLong("time decisions are kept", keepDecisions);
    }

    private static void requireLong(String what, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw InvalidInputException.of(what, "is " + time, "longer than zero");
        }
    }

    /**
     * A rule that asks every gate, for validation every year, a check every month, and decisions kept ten years.
     *
     * @param votes different people who must approve, at least 1
     * @param roles each of these roles must be held by one who approves; empty for no such demand
     * @param requestValidity how long a request and its votes stay valid
     * @param durableDecisions true if no decision may leave before its record is stored
     */
    public TierRule(int votes, Set<String> roles, Duration requestValidity, boolean durableDecisions) {
        this(
                votes,
                roles,
                requestValidity,
                durableDecisions,
                Set.of(),
                Optional.of(YEAR),
                MONTH,
                YEAR.multipliedBy(KEPT_YEARS));
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

    /**
     * The same rule with its intervals.
     *
     * @param validation how long a validation lasts; empty if only a change asks for another
     * @param check how long at most between two checks of what the model sees
     * @param log how long at least its decision log is kept
     * @return a copy
     */
    public TierRule every(Optional<Duration> validation, Duration check, Duration log) {
        return new TierRule(votes, roles, requestValidity, durableDecisions, gates, validation, check, log);
    }

    /**
     * The same rule, only some gates asked.
     *
     * @param asked ids of the gates that are asked
     * @return a copy
     */
    public TierRule asking(String... asked) {
        return new TierRule(
                votes,
                roles,
                requestValidity,
                durableDecisions,
                Set.of(asked),
                revalidateWithin,
                monitorWithin,
                keepDecisions);
    }

    /**
     * Whether a gate is asked at this tier.
     *
     * @param gate the gate's id
     * @return true if it is
     */
    public boolean asks(String gate) {
        return gates.isEmpty() || gates.contains(gate);
    }
}
