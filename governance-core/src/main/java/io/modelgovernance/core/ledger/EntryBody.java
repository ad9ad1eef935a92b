package io.modelgovernance.core.ledger;

import io.modelgovernance.Actor;
import io.modelgovernance.Digest;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.merkle.Merkle;
import io.modelgovernance.spi.JournalEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a journal entry says, as its canonical JSON has it: the leaf of the audit tree.
 *
 * <p>Place, time and log are part of the leaf, so an entry can be neither moved nor replayed into another log.
 *
 * @param v version of this form
 * @param origin name of the log
 * @param position place in the log
 * @param at when it was recorded
 * @param act the act's id
 * @param type what was done
 * @param actor who
 * @param actorKind person or program
 * @param subject to what
 * @param reason why
 * @param details further names and values
 * @param changes the records written
 */
public record EntryBody(
        int v,
        String origin,
        long position,
        Instant at,
        UUID act,
        EventType type,
        String actor,
        Actor.Kind actorKind,
        String subject,
        String reason,
        Map<String, String> details,
        List<AuditEntry.Change> changes) {

    /**
     * Reads a stored entry.
     *
     * @param stored the entry
     * @return what it says
     * @throws IntegrityException if it cannot be read or names another place
     */
    public static EntryBody read(JournalEntry stored) {
        EntryBody body = RecordCodec.read(EntryBody.class, stored.entry());
        if (body.position != stored.position()
                || !body.at.equals(stored.recordedAt())
                || !body.act.equals(stored.actId())) {
            throw new IntegrityException(
                    "journal entry " + stored.position(),
                    "The journal entry (" + stored.position()
                            + ") must say its own place, time and act. Maybe the journal was changed by hand.");
        }
        return body;
    }

    /**
     * As the audit log shows it.
     *
     * @param stored the entry it was read from
     * @return the audit entry
     */
    public AuditEntry toAuditEntry(JournalEntry stored) {
        return new AuditEntry(
                position,
                act,
                at,
                type,
                actor,
                subject,
                reason,
                details,
                changes,
                Digest.ofRaw(Merkle.leaf(stored.entry())));
    }
}
