package io.modelgovernance.spi;

import io.modelgovernance.InvalidInputException;
import java.util.Optional;

/**
 * Which records to list in the order of their terms of one name: of one kind, those that bear such a term, as of a
 * position.
 *
 * <p>The order is by value, then scope, then id, compared as ASCII, or exactly the other way round. A record that bears
 * several values comes once for each.
 *
 * @param kind the kind
 * @param name the terms' name
 * @param descending whether the order is the other way round
 * @param asOf journal position, or {@link GovernanceStore#NOW}
 * @param after go on after this place, or from the start
 * @param limit at most so many, 1 to 10,000
 */
public record SortedQuery(String kind, String name, boolean descending, long asOf, Optional<Place> after, int limit) {
    /**
     * A place in the order, whether something is there or not.
     *
     * @param value value of a term
     * @param key name of a record, of the same kind
     */
    public record Place(String value, RecordKey key) {
        /**
         * Checks.
         *
         * @throws InvalidInputException if it cannot be a term's value
         */
        public Place {
            RecordKey.require("term value", value);
        }
    }

    /**
     * Checks.
     *
     * @throws InvalidInputException if the limit, the name or the position does not fit
     */
    public SortedQuery {
        RecordKey.require("record kind", kind);
        Link.requireLookedUp(name);
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
    public SortedQuery after(TermMatch last, int size) {
        return new SortedQuery(
                kind,
                name,
                descending,
                asOf,
                Optional.of(new Place(last.value(), last.record().key())),
                size);
    }
}
