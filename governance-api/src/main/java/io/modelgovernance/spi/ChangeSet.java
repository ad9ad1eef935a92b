package io.modelgovernance.spi;

import io.modelgovernance.InvalidInputException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Everything one act writes, and everything it rested on.
 *
 * @param actId made by the caller once an act; the same id again returns the first result and writes nothing
 * @param expected revision of every scope that the act read or writes, as it was read (0 if never written)
 * @param puts the changes; each scope in them has an expectation, no key twice
 * @param at the act's time by the caller's clock
 * @param sealer makes the one journal entry of the act
 */
public record ChangeSet(UUID actId, Map<String, Long> expected, List<Put> puts, Instant at, Sealer sealer) {
    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if a put has a scope without an expectation, or a key comes twice
     */
    public ChangeSet {
        expected = Map.copyOf(expected);
        puts = List.copyOf(puts);
        Set<RecordKey> keys = new HashSet<>();
        for (Put put : puts) {
            if (!expected.containsKey(put.key().scope())) {
                throw InvalidInputException.of(
                        "put of " + put.key(), "has no expected revision for its scope", "read before it is written");
            }
            if (!keys.add(put.key())) {
                throw InvalidInputException.of("put of " + put.key(), "comes twice in one act", "given once");
            }
        }
    }
}
