package io.modelgovernance.spi;

import io.modelgovernance.InvalidInputException;
import java.util.List;
import java.util.Optional;

/**
 * Several reads of what is current, as one question.
 *
 * @param scopes whose revisions
 * @param keys records to find, by what they are or were at last
 * @param lists records to list: of one kind in one scope, by no terms
 */
public record SnapshotQuery(List<String> scopes, List<RecordKey> keys, List<RecordQuery> lists) {
    /** Reads that one question may hold. */
    public static final int MAX_READS = 100;

    /**
     * Checks and copies; what is asked twice is asked once.
     *
     * @throws InvalidInputException if there are more than 100 reads, or a list is by terms, of every scope or of the past
     */
    public SnapshotQuery {
        scopes = scopes.stream().distinct().toList();
        keys = keys.stream().distinct().toList();
        lists = lists.stream().distinct().toList();
        scopes.forEach(scope -> RecordKey.require("scope", scope));
        int reads = scopes.size() + keys.size() + lists.size();
        if (reads > MAX_READS) {
            throw InvalidInputException.of("reads of a snapshot", "are " + reads, "at most " + MAX_READS);
        }
        for (RecordQuery list : lists) {
            if (list.scope().isEmpty()
                    || list.after().stream().anyMatch(key -> !list.scope().equals(Optional.of(key.scope())))
                    || !list.terms().isEmpty()
                    || !list.ranges().isEmpty()
                    || list.asOf() != GovernanceStore.NOW) {
                throw InvalidInputException.of(
                        "list of " + list.kind() + " in a snapshot",
                        "has terms, a moment, no scope or goes on in another",
                        "of one scope, by no terms, current");
            }
        }
    }
}
