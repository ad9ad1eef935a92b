package io.modelgovernance.core.audit;

import io.modelgovernance.Digest;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.Discontinuity;
import io.modelgovernance.core.merkle.Merkle;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Head;
import io.modelgovernance.spi.JournalEntry;
import io.modelgovernance.spi.RecordQuery;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Looks before anything is signed: the log must continue the last head seen, unless a break was declared, and each leaf
 * since then must be the hash of its entry, so that a bit that fell over in storage is not signed for good. Thread-safe.
 */
final class HeadWatch {
    private static final int PAGE = 1_000;

    private final GovernanceStore store;
    private final Signers signers;
    private final Merkle.Nodes nodes;

    HeadWatch(GovernanceStore store, Signers signers, Merkle.Nodes nodes) {
        this.store = store;
        this.signers = signers;
        this.nodes = nodes;
    }

    /** The root of the log, computed from its entries since the last head seen. */
    Digest root(Head head, Optional<Checkpoint> last) {
        byte[] state = last.map(seen -> continued(seen, head)).orElse(new byte[0]);
        long size = state.length == 0 ? 0 : last.map(Checkpoint::size).orElse(0L);
        Optional<Long> odd = Optional.empty();
        while (size < head.position()) {
            List<JournalEntry> page = store.journal(size, (int) Math.min(PAGE, head.position() - size));
            if (page.isEmpty()) {
                throw altered(size + 1);
            }
            for (JournalEntry entry : page) {
                Merkle.Appended appended = Merkle.append(size++, state, Merkle.leaf(entry.entry()));
                state = appended.state();
                if (odd.isEmpty() && !Arrays.equals(appended.nodes(), entry.nodes())) {
                    odd = Optional.of(size);
                }
            }
        }
        if (!Arrays.equals(state, head.treeState())) {
            throw altered(odd.orElse(size));
        }
        return Merkle.root(state);
    }

    private static IntegrityException altered(long position) {
        return new IntegrityException(
                "journal entry " + position,
                "The journal entry (" + position
                        + ") must have the hash it was recorded with, or nothing is signed. Maybe verify() the log.");
    }

    /** The tree at the last head seen; of no entries if a declared break explains that it is not there. */
    private byte[] continued(Checkpoint last, Head head) {
        if (last.size() <= head.position()) {
            byte[] state = state(last.size());
            if (Merkle.root(state).equals(last.root())) {
                return state;
            }
        }
        if (breaks().stream().noneMatch(one -> one.explains(last))) {
            throw new IntegrityException(
                    "log " + last.origin(),
                    "The log (" + last.origin() + ") must continue its last head seen, of size " + last.size()
                            + " and root " + last.root() + ", but was rolled back or rewritten. Maybe a backup was"
                            + " restored: then declare the break.");
        }
        return new byte[0];
    }

    private byte[] state(long size) {
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        long done = 0;
        for (int level = Long.SIZE - 2; level >= 0; level--) {
            if ((size >> level & 1) == 1) {
                state.writeBytes(nodes.node(level, done >> level));
                done += 1L << level;
            }
        }
        return state.toByteArray();
    }

    /** Whether a declared break explains that a head is not in the log. */
    boolean explained(Checkpoint head) {
        return breaks().stream().anyMatch(one -> one.explains(head));
    }

    /** The declared breaks, each checked against the key of its time. */
    private List<Discontinuity> breaks() {
        SortedSet<Long> positions = new TreeSet<>();
        store.history(KeyInUse.PLACE).forEach(record -> positions.add(record.from()));
        store.search(RecordQuery.in(LostHead.KIND, LostHead.SCOPE)).forEach(record -> positions.add(record.from()));
        LogHistory history = new LogHistory();
        for (long position : positions) {
            store.journal(position - 1, 1).forEach(entry -> history.add(entry.entry(), position));
        }
        List<Discontinuity> breaks = new ArrayList<>();
        history.follow(signers.keys().get(0).key(), breaks);
        return breaks;
    }
}
