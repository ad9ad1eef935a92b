package io.modelgovernance.core.bundle;

import io.modelgovernance.Digest;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.registry.ImportedHistory;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/** Whether an origin now tells another history than it told before. */
final class Fork {
    private final ImportedHistory known;

    Fork(ImportedHistory known) {
        this.known = known;
    }

    /**
     * Refuses a bundle that contradicts the known history.
     *
     * @throws IntegrityException if an entry of both is not the same, or one is missing from the longer of them
     */
    void refuse(HistoryCheck check, List<AuditEntry> before) {
        NavigableMap<Long, Digest> now = check.leaves();
        for (AuditEntry entry : before) {
            Optional<Digest> leaf = Optional.ofNullable(now.get(entry.position()));
            if (entry.position() <= check.checkpoint().size()
                    && leaf.filter(entry.leaf()::equals).isEmpty()) {
                throw new IntegrityException(
                        "entry " + entry.position(),
                        "The entry " + entry.position() + " of " + known.origin()
                                + " must be the one that came in with the bundle " + known.bundle()
                                + ". Maybe the origin's log was rewritten.");
            }
        }
    }
}
