package io.modelgovernance.core.audit;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.LogKey;
import io.modelgovernance.audit.VerifierKey;
import io.modelgovernance.core.ledger.EntryBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The keys of a log, from the one that is trusted to the one that signs now.
 *
 * <p>Keys are valid by the size of the log, not by time. Each is introduced by an entry that the key before it and it
 * itself signed; a key that no entry introduces signs nothing. Used by one thread.
 */
final class KeyChain {
    private final Optional<String> named;
    private final String origin;
    private final List<LogKey> keys = new ArrayList<>();

    /**
     * Begins with the trusted key.
     *
     * @param named the name of the log in its own statements, or empty if it has made none
     * @param first the trusted key
     */
    KeyChain(Optional<String> named, VerifierKey first) {
        this.named = named;
        this.origin = named.orElse("");
        keys.add(new LogKey(first, 0, OptionalLong.empty()));
    }

    /** Follows an entry of type {@code SIGNER_ROTATED}. */
    void rotated(EntryBody entry) {
        Note note = note(entry);
        List<String> lines = LogStatement.lines(origin, "key-rotation", note, 3);
        VerifierKey from = VerifierKey.parse(lines.get(1));
        VerifierKey to = VerifierKey.parse(lines.get(2));
        require(
                entry,
                LogStatement.size(lines.get(0)) < entry.position(),
                "speaks of later entries",
                "of earlier ones");
        require(entry, from.equals(current()), "hands over from " + from.name(), "from the key in use, " + current());
        require(
                entry,
                keys.stream().noneMatch(key -> key.key().equals(to)),
                "comes back to a former key",
                "to a new key");
        require(entry, note.signedBy(from) && note.signedBy(to), "is not signed by both keys", "signed by old and new");
        keys.add(new LogKey(to, entry.position(), OptionalLong.empty()));
    }

    /** Follows an entry of type {@code SIGNER_REVOKED}. */
    void revoked(EntryBody entry) {
        Note note = note(entry);
        List<String> lines = LogStatement.lines(origin, "key-revocation", note, 2);
        long after = LogStatement.size(lines.get(0));
        VerifierKey revoked = VerifierKey.parse(lines.get(1));
        require(entry, note.signedBy(current()), "is not signed by " + current().name(), "signed by the key in use");
        require(entry, !revoked.equals(current()), "revokes the key in use", "after a rotation");
        boolean known = false;
        for (int i = 0; i < keys.size(); i++) {
            LogKey key = keys.get(i);
            if (key.key().equals(revoked)) {
                known = true;
                long least = Math.min(after, key.revokedAfter().orElse(Long.MAX_VALUE));
                keys.set(i, new LogKey(revoked, key.from(), OptionalLong.of(least)));
            }
        }
        require(entry, known, "revokes a key the log never had", "of a former key");
    }

    private static Note note(EntryBody entry) {
        return LogStatement.parse(entry.details().getOrDefault(LogStatement.DETAIL, ""));
    }

    private static void require(EntryBody entry, boolean holds, String problem, String expected) {
        if (!holds) {
            throw InvalidInputException.of("key statement in entry " + entry.position(), problem, expected);
        }
    }

    /** A checkpoint is of the log whose statements were followed. */
    void requireOrigin(Checkpoint checkpoint) {
        if (named.isPresent() && !named.get().equals(checkpoint.origin())) {
            throw InvalidInputException.of(
                    "checkpoint", "is of the log " + checkpoint.origin(), "of the entries' log, " + origin);
        }
    }

    VerifierKey current() {
        return keys.get(keys.size() - 1).key();
    }

    List<LogKey> keys() {
        return List.copyOf(keys);
    }

    /** The key that signs heads of a size. */
    private LogKey at(long size) {
        LogKey found = keys.get(0);
        for (LogKey key : keys) {
            found = key.from() <= size ? key : found;
        }
        return found;
    }

    /** Whether a checkpoint was signed by the key of its size, and that key was not revoked before. */
    void requireSigned(Checkpoint checkpoint) {
        Note note = Note.parse("checkpoint", checkpoint.note());
        LogKey key = at(checkpoint.size());
        if (!note.signedBy(key.key())) {
            for (LogKey other : keys) {
                if (note.signedBy(other.key())) {
                    throw InvalidInputException.of(
                            "checkpoint of size " + checkpoint.size(),
                            "is signed by " + other.key(),
                            "signed by the key of that size, " + key.key());
                }
            }
            throw InvalidInputException.of(
                    "checkpoint", "is not signed by " + key.key().name(), "signed with the given key");
        }
        if (key.revokedAfter().orElse(Long.MAX_VALUE) < checkpoint.size()) {
            throw InvalidInputException.of(
                    "checkpoint of size " + checkpoint.size(),
                    "is signed by " + key.key().name() + ", revoked after size "
                            + key.revokedAfter().getAsLong(),
                    "signed before the key was lost");
        }
    }
}
