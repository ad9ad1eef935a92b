package io.modelgovernance.spi;

import java.util.List;
import java.util.Optional;

/**
 * A record that joins two things: one put with exactly one term {@value #FROM} and exactly one term {@value #TO}.
 *
 * @param from value of its term {@value #FROM}
 * @param to value of its term {@value #TO}
 * @param body the record's bytes, exactly as they were put; do not modify
 * @param since the position of the commit that put it
 */
public record Link(String from, String to, byte[] body, long since) {
    /** Name of the term that says where a link begins. */
    public static final String FROM = "from";
    /** Name of the term that says where a link ends. */
    public static final String TO = "to";

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

    private static List<String> values(List<Term> terms, String name) {
        return terms.stream()
                .filter(term -> term.name().equals(name))
                .map(Term::value)
                .toList();
    }
}
