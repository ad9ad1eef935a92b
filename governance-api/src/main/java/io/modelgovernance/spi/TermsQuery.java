package io.modelgovernance.spi;

import io.modelgovernance.InvalidInputException;
import java.util.List;
import java.util.Optional;

/**
 * Which records to look up: of one kind, that bear at least one of some values under one name, as of a position.
 *
 * <p>The order is by value, then scope, then id, compared as ASCII. A record that bears several of the values comes once
 * for each.
 *
 * @param kind the kind
 * @param name the terms' name
 * @param values at least one and at most {@value #MAX_VALUES}; sorted and distinct in the query
 * @param asOf journal position, or {@link GovernanceStore#NOW}
 * @param after within the first value go on after this key (same kind), or from the start
 * @param limit at most so many, 1 to 10,000
 */
public record TermsQuery(
        String kind, String name, List<String> values, long asOf, Optional<RecordKey> after, int limit) {
    /** Most values. */
    public static final int MAX_VALUES = 1_024;

    /**
     * Checks, sorts and copies.
     *
     * @throws InvalidInputException if the limit, a name or value, their number or the position does not fit
     */
    public TermsQuery {
        RecordKey.require("record kind", kind);
        Link.requireLookedUp(name);
        values = values.stream().distinct().sorted().toList();
        values.forEach(value -> RecordKey.require("term value", value));
        if (values.isEmpty() || values.size() > MAX_VALUES) {
            throw InvalidInputException.of("number of values", "is " + values.size(), "1 to " + MAX_VALUES);
        }
        if (limit < 1 || limit > RecordQuery.MAX_LIMIT) {
            throw InvalidInputException.of("limit", "is " + limit, "1 to " + RecordQuery.MAX_LIMIT);
        }
        if (asOf < 0) {
            throw InvalidInputException.of("asOf", "is " + asOf, "a journal position or NOW");
        }
    }

    /**
     * The rest of an answer.
     *
     * @param last the last match of the page before
     * @param size at most so many
     * @return the query for what comes after it
     */
    public TermsQuery after(TermMatch last, int size) {
        return new TermsQuery(
                kind,
                name,
                values.stream()
                        .filter(value -> value.compareTo(last.value()) >= 0)
                        .toList(),
                asOf,
                Optional.of(last.record().key()),
                size);
    }
}
