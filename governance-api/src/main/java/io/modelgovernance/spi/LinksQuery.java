package io.modelgovernance.spi;

import io.modelgovernance.InvalidInputException;
import java.util.List;

/**
 * Which links to follow: of one kind, from some things, one way, so many steps, as of a position.
 *
 * @param kind the kind of the records
 * @param starts where to begin, 1 to {@value #MAX_STARTS}; sorted and distinct in the query
 * @param end the end by which a link is met: {@link Link#TO} goes from there to its {@link Link#FROM}, and the reverse
 * @param steps at most so many, at least 1; {@link Integer#MAX_VALUE} for all
 * @param asOf journal position, or {@link GovernanceStore#NOW}
 * @param since only by links put after this position; -1 for all
 * @param limit at most so many links, 1 to {@value #MAX_LIMIT}
 */
public record LinksQuery(String kind, List<String> starts, String end, int steps, long asOf, long since, int limit) {
    /** Most starts. */
    public static final int MAX_STARTS = TermsQuery.MAX_VALUES;
    /** Greatest limit. */
    public static final int MAX_LIMIT = 100_000;

    /**
     * Checks, sorts and copies.
     *
     * @throws InvalidInputException if one of them does not fit
     */
    public LinksQuery {
        RecordKey.require("record kind", kind);
        starts = starts.size() == 1
                ? List.copyOf(starts)
                : starts.stream().distinct().sorted().toList();
        starts.forEach(start -> RecordKey.require("start of links", start));
        if (starts.isEmpty() || starts.size() > MAX_STARTS) {
            throw InvalidInputException.of("number of starts", "is " + starts.size(), "1 to " + MAX_STARTS);
        }
        if (!end.equals(Link.FROM) && !end.equals(Link.TO)) {
            throw InvalidInputException.of("end of links", "is " + end, Link.FROM + " or " + Link.TO);
        }
        if (steps < 1) {
            throw InvalidInputException.of("steps", "is " + steps, "at least 1");
        }
        if (asOf < 0 || since < -1) {
            throw InvalidInputException.of("asOf", "is " + asOf + ", since " + since, "journal positions");
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw InvalidInputException.of("limit", "is " + limit, "1 to " + MAX_LIMIT);
        }
    }
}
