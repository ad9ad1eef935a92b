package io.modelgovernance.spi;

import java.util.Comparator;

/**
 * A name and value that a record can be found by.
 *
 * @param name the term's name, 1 to 160 printable ASCII characters
 * @param value the term's value, 1 to 160 printable ASCII characters
 */
public record Term(String name, String value) implements Comparable<Term> {
    private static final Comparator<Term> ORDER =
            Comparator.comparing(Term::name).thenComparing(Term::value);

    /** Checks. */
    public Term {
        RecordKey.require("term name", name);
        RecordKey.require("term value", value);
    }

    @Override
    public int compareTo(Term other) {
        return ORDER.compare(this, other);
    }
}
