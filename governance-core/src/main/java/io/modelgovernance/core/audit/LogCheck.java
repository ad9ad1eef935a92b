package io.modelgovernance.core.audit;

import io.modelgovernance.Digest;
import io.modelgovernance.GovernanceException;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.AuditReport;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.EntryBody;
import io.modelgovernance.core.merkle.Merkle;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Head;
import io.modelgovernance.spi.JournalEntry;
import io.modelgovernance.spi.ObservationStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One verification: recomputes the tree from the entries, then asks whether records and batches match it. */
final class LogCheck {
    private static final int PAGE = 1_000;
    private static final int MOST_PROBLEMS = 100;

    private final String origin;
    private final GovernanceStore store;
    private final RecordCheck records;
    private final BatchCheck batches;
    private final List<String> problems = new ArrayList<>();
    private byte[] state = new byte[0];
    private long size;
    private Instant last = Instant.EPOCH;

    LogCheck(String origin, GovernanceStore store, ObservationStore observations) {
        this.origin = origin;
        this.store = store;
        this.records = new RecordCheck(store);
        this.batches = new BatchCheck(observations);
    }

    AuditReport run(Optional<Checkpoint> kept) {
        Head head = store.head();
        while (size < head.position()) {
            List<JournalEntry> page = store.journal(size, (int) Math.min(PAGE, head.position() - size));
            if (page.isEmpty()) {
                break;
            }
            for (JournalEntry stored : page) {
                check(stored);
                kept.filter(checkpoint -> checkpoint.size() == size).ifPresent(this::compare);
            }
        }
        Digest root = Merkle.root(state);
        if (size != head.position() || !Arrays.equals(state, head.treeState())) {
            problem("The head of the log says " + head.position() + " entries and root " + rootOf(head)
                    + " but the entries give " + size + " and " + root + ".");
        }
        if (size > 0 && size == head.position() && !head.recordedAt().equals(last)) {
            problem("The head of the log says its last entry is of " + head.recordedAt() + " but that is of " + last
                    + ".");
        }
        kept.filter(checkpoint -> checkpoint.size() > size)
                .ifPresent(checkpoint -> problem("The log has " + size + " entries but a kept checkpoint covers "
                        + checkpoint.size() + ": it was cut or rolled back."));
        long checked = records.finish(head.position(), this::problem);
        batches.finish(this::problem);
        return new AuditReport(size, root, checked, batches.sealed(), batches.unsealed(), problems);
    }

    private static String rootOf(Head head) {
        boolean whole = head.treeState().length % Merkle.HASH == 0;
        return whole ? Merkle.root(head.treeState()).toString() : "of no tree";
    }

    private void check(JournalEntry stored) {
        if (stored.position() != size + 1) {
            problem("Entry " + (size + 1) + " is missing; the next one stored is " + stored.position() + ".");
        }
        Merkle.Appended appended = Merkle.append(size, state, Merkle.leaf(stored.entry()));
        if (!Arrays.equals(appended.nodes(), stored.nodes())) {
            problem("Entry " + stored.position() + " does not have the hash it was recorded with.");
        }
        state = appended.state();
        last = stored.recordedAt();
        size++;
        try {
            EntryBody body = EntryBody.read(stored);
            if (!body.origin().equals(origin)) {
                problem("Entry " + stored.position() + " belongs to the log " + body.origin() + ".");
            }
            for (AuditEntry.Change change : body.changes()) {
                records.expect(change, stored.position());
            }
            if (body.type() == EventType.DECISIONS_SEALED) {
                batches.check(body);
            } else if (body.type() == EventType.DECISIONS_PRUNED) {
                batches.pruned(body);
            }
        } catch (GovernanceException e) {
            problem("Entry " + stored.position() + " cannot be read: " + e.getMessage());
        }
    }

    private void compare(Checkpoint kept) {
        Digest root = Merkle.root(state);
        if (!root.equals(kept.root())) {
            problem("The first " + kept.size() + " entries have the root " + root + " but a kept checkpoint says "
                    + kept.root() + ": the log was rewritten.");
        }
    }

    private void problem(String text) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(text);
        }
    }
}
