package io.modelgovernance.spi;

import io.modelgovernance.InvalidInputException;
import java.util.List;
import java.util.Optional;

/**
 * A record that joins two things: one put with exactly one term {@value #FROM} and exactly one term {@value #TO}.
 *
 * <p>It may say in a few words what it is: the term {@value #NOTE}. A walk along many links is then given the notes and
 * need not read the bodies. By its note nothing is looked up.
 *
 * @param from value of its term {@value #FROM}
 * @param to value of its term {@value #TO}
 * @param note value of its term {@value #NOTE}; empty if it has none
 * @param body the record's bytes, exactly as they were put, of a link without a note; else empty. Do not modify
 * @param since the position of the commit that put it
 */
public record Link(String from, String to, String note, byte[] body, long since) {
    /** Name of the term that says where a link begins. */
    public static final String FROM = "from";
    /** Name of the term that says where a link ends. */
    public static final String TO = "to";
    /** Name of the term that says what a link is; at most one, and of links only. */
    public static final String NOTE = "note";

    /**
     * One end of the link that a record with some terms is.
     *
     * @param terms the record's terms
     * @param end {@value #FROM} or {@value #TO}
     * @return the value, or empty if the record is no link
     */
    public static Optional<String> end(List<Term> terms, String end) {
        List<String> from = values(terms, FROM);
        List<String> to = values(terms, TO);
        return from.size() == 1 && to.size() == 1
                ? Optional.of((end.equals(FROM) ? from : to).get(0))
                : Optional.empty();
    }

    /**
     * The note among a record's terms.
     *
     * @param terms the record's terms
     * @return its value, or empty if there is none
     */
    public static Optional<String> note(List<Term> terms) {
        return values(terms, NOTE).stream().findFirst();
    }

    /** A note is for a link, and there is one of it. */
    static void requireNote(String what, List<Term> terms) {
        int notes = values(terms, NOTE).size();
        if (notes > 1 || (notes == 1 && end(terms, FROM).isEmpty())) {
            throw InvalidInputException.of(
                    what, "has " + notes + " terms " + NOTE, "one at most, and both ends of a link with it");
        }
    }

    /** A term that records are looked up by. */
    static void requireLookedUp(String name) {
        RecordKey.require("term name", name);
        if (name.equals(NOTE)) {
            throw InvalidInputException.of("term name", "is " + NOTE, "a name by which records are looked up");
        }
    }

    private static List<String> values(List<Term> terms, String name) {
        return terms.stream()
                .filter(term -> term.name().equals(name))
                .map(Term::value)
                .toList();
    }
}
