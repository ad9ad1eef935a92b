package io.modelgovernance.spi;

import io.modelgovernance.InvalidInputException;
import java.util.List;
import java.util.Optional;

/**
 * One change of a record: a new body that replaces the current one, or the end of the record.
 *
 * <p>What was recorded stays: the old body's validity ends at the commit's position.
 *
 * @param key which record
 * @param body the new body, never modified after; empty ends the record
 * @param terms what it can be found by, and the {@linkplain Link#NOTE note} of a link
 */
public record Put(RecordKey key, Optional<byte[]> body, List<Term> terms) {
    /**
     * Checks, sorts and copies.
     *
     * @throws InvalidInputException if the end of a record has terms, or what is no link a note
     */
    public Put {
        terms = terms.stream().distinct().sorted().toList();
        if (body.isEmpty() && !terms.isEmpty()) {
            throw InvalidInputException.of("put of " + key, "ends the record and has terms", "without terms");
        }
        Link.requireNote("put of " + key, terms);
    }

    /**
     * A new body.
     *
     * @param key which record
     * @param body its bytes
     * @param terms what it can be found by
     * @return the put
     */
    public static Put of(RecordKey key, byte[] body, List<Term> terms) {
        return new Put(key, Optional.of(body), terms);
    }

    /**
     * The end of a record.
     *
     * @param key which record
     * @return the put
     */
    public static Put end(RecordKey key) {
        return new Put(key, Optional.empty(), List.of());
    }
}
