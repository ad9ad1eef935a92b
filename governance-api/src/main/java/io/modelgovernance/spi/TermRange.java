package io.modelgovernance.spi;

import io.modelgovernance.InvalidInputException;

/**
 * A name and a span of values that a record can be found by: it bears at least one term of that name whose value is in
 * the span, compared as ASCII.
 *
 * @param name the terms' name, 1 to 160 printable ASCII characters
 * @param from least value, inclusive
 * @param to greatest value, inclusive, not less than {@code from}
 */
public record TermRange(String name, String from, String to) {
    /**
     * Checks.
     *
     * @throws InvalidInputException if the name or a bound cannot be a term's, or the span is empty
     */
    public TermRange {
        Link.requireLookedUp(name);
        RecordKey.require("term value", from);
        RecordKey.require("term value", to);
        if (from.compareTo(to) > 0) {
            throw InvalidInputException.of("span of " + name, "goes from " + from + " to " + to, "in ASCII order");
        }
    }

    /**
     * Whether a term lies in it.
     *
     * @param term a term
     * @return true if it has the name, and a value in the span
     */
    public boolean holds(Term term) {
        return term.name().equals(name)
                && from.compareTo(term.value()) <= 0
                && term.value().compareTo(to) <= 0;
    }
}
