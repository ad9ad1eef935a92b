package io.modelgovernance.spi;

import io.modelgovernance.InvalidInputException;
import java.util.List;
import java.util.Optional;

/**
 * Which records to list: of one kind, with all the given terms and a term in each of the given spans, as of a position, in
 * key order.
 *
 * <p>The order is by scope and then id, compared as ASCII; {@code after} makes it pageable.
 *
 * @param kind the kind
 * @param scope only this scope, or every scope
 * @param terms terms that must all be present
 * @param ranges spans in each of which a term must lie
 * @param asOf journal position, or {@link GovernanceStore#NOW}
 * @param after go on after this key (same kind), or from the start
 * @param limit at most so many, 1 to 10,000
 */
public record RecordQuery(
        String kind,
        Optional<String> scope,
        List<Term> terms,
        List<TermRange> ranges,
        long asOf,
        Optional<RecordKey> after,
        int limit) {
    /** Greatest limit. */
    public static final int MAX_LIMIT = 10_000;

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if the limit, kind or position does not fit
     */
    public RecordQuery {
        RecordKey.require("record kind", kind);
        terms = terms.stream().distinct().sorted().toList();
        terms.forEach(term -> Link.requireLookedUp(term.name()));
        ranges = ranges.stream().distinct().toList();
        if (limit < 1 || limit > MAX_LIMIT) {
            throw InvalidInputException.of("limit", "is " + limit, "1 to " + MAX_LIMIT);
        }
        if (asOf < 0) {
            throw InvalidInputException.of("asOf", "is " + asOf, "a journal position or NOW");
        }
    }

    /**
     * A query without spans.
     *
     * @param kind the kind
     * @param scope only this scope, or every scope
     * @param terms terms that must all be present
     * @param asOf journal position, or {@link GovernanceStore#NOW}
     * @param after go on after this key (same kind), or from the start
     * @param limit at most so many, 1 to 10,000
     */
    public RecordQuery(
            String kind, Optional<String> scope, List<Term> terms, long asOf, Optional<RecordKey> after, int limit) {
        this(kind, scope, terms, List.of(), asOf, after, limit);
    }

    /**
     * All current records of a kind in one scope, up to the greatest limit.
     *
     * @param kind the kind
     * @param scope the scope
     * @return the query
     */
    public static RecordQuery in(String kind, String scope) {
        return new RecordQuery(kind, Optional.of(scope), List.of(), GovernanceStore.NOW, Optional.empty(), MAX_LIMIT);
    }

    /**
     * All current records of a kind with a term, in every scope, up to the greatest limit.
     *
     * @param kind the kind
     * @param term the term
     * @return the query
     */
    public static RecordQuery with(String kind, Term term) {
        return new RecordQuery(kind, Optional.empty(), List.of(term), GovernanceStore.NOW, Optional.empty(), MAX_LIMIT);
    }

    /**
     * The same query as of a position.
     *
     * @param position journal position or {@link GovernanceStore#NOW}
     * @return a copy
     */
    public RecordQuery asOf(long position) {
        return new RecordQuery(kind, scope, terms, ranges, position, after, limit);
    }

    /**
     * The same query, a page of it.
     *
     * @param key go on after this key
     * @param size at most so many
     * @return a copy
     */
    public RecordQuery page(Optional<RecordKey> key, int size) {
        return new RecordQuery(kind, scope, terms, ranges, asOf, key, size);
    }
}
