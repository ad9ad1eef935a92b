package io.modelgovernance.audit;

import io.modelgovernance.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One act on the audit log: who did what to what, when and why.
 *
 * <p>Holds ids and digests, never feature values. Immutable.
 *
 * @param position its place in the log, from 1 without gaps
 * @param actId the act
 * @param recordedAt when it was recorded; never before the entry ahead of it
 * @param type what was done
 * @param actor who did it
 * @param subject what it was done to, such as {@code credit-risk:3}
 * @param reason why, in the actor's words; may be empty
 * @param details further names and values, sorted by name
 * @param changes the records that were written
 * @param leaf the entry's hash in the Merkle tree (RFC 6962 leaf hash of its stored bytes)
 */
public record AuditEntry(
        long position,
        UUID actId,
        Instant recordedAt,
        EventType type,
        String actor,
        String subject,
        String reason,
        Map<String, String> details,
        List<Change> changes,
        Digest leaf) {
    /** Copies the collections. */
    public AuditEntry {
        details = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(details));
        changes = List.copyOf(changes);
    }

    /**
     * A record that the act wrote.
     *
     * @param scope the record's scope
     * @param kind its kind
     * @param id its id
     * @param body digest of the new body, empty if the record was ended
     * @param terms digest of what it is found by, empty if there is nothing
     */
    public record Change(String scope, String kind, String id, Optional<Digest> body, Optional<Digest> terms) {}
}
