package io.modelgovernance.core.audit;

import io.modelgovernance.ConflictException;
import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.AuditLog;
import io.modelgovernance.audit.AuditReport;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.ConsistencyProof;
import io.modelgovernance.audit.HeadMemory;
import io.modelgovernance.audit.InclusionProof;
import io.modelgovernance.audit.LogCustody;
import io.modelgovernance.audit.Signer;
import io.modelgovernance.core.ledger.EntryBody;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.merkle.Merkle;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Head;
import io.modelgovernance.spi.JournalEntry;
import io.modelgovernance.spi.ObservationStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The audit log over the journal. Proofs need a logarithmic number of reads. Thread-safe. */
public final class AuditEngine implements AuditLog {
    private static final int ATTEMPTS = 50;

    private final String origin;
    private final GovernanceStore store;
    private final ObservationStore observations;
    private final Signers signers;
    private final LogCustody custody;
    private final HeadMemory memory;
    private final HeadWatch watch;

    /**
     * Creates it.
     *
     * @param ledger where acts go; its name is the log's
     * @param store the journal
     * @param observations the sealed batches
     * @param signer signs checkpoints
     */
    public AuditEngine(Ledger ledger, GovernanceStore store, ObservationStore observations, Signer signer) {
        this(ledger, store, observations, signer, Optional.empty());
    }

    /**
     * Creates it with a memory of heads.
     *
     * @param ledger where acts go; its name is the log's
     * @param store the journal
     * @param observations the sealed batches
     * @param signer signs checkpoints
     * @param heads remembers the heads signed or seen; memory of this process if empty
     */
    public AuditEngine(
            Ledger ledger,
            GovernanceStore store,
            ObservationStore observations,
            Signer signer,
            Optional<HeadMemory> heads) {
        this.origin = ledger.origin();
        this.store = store;
        this.observations = observations;
        this.signers = new Signers(store, signer);
        this.memory = heads.orElseGet(RecentHeads::new);
        this.watch = new HeadWatch(store, signers, new TreeReader(store));
        this.custody = new LogCustodyEngine(ledger, this, signers);
    }

    @Override
    public List<AuditEntry> entries(long after, int limit) {
        if (limit < 1 || limit > 10_000 || after < 0) {
            throw InvalidInputException.of(
                    "page of the audit log", "is " + after + " and " + limit, "after >= 0, limit 1 to 10000");
        }
        return store.journal(after, limit).stream()
                .map(stored -> EntryBody.read(stored).toAuditEntry(stored))
                .toList();
    }

    @Override
    public long size() {
        return store.head().position();
    }

    @Override
    public Checkpoint checkpoint() {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<String> last = memory.last(origin);
            Head head = store.head();
            Digest root = watch.root(head, last.map(SignedNote::read));
            Checkpoint signed = SignedNote.sign(origin, head.position(), root, signers.of(head.position()));
            if (memory.advance(origin, last, signed.note())) {
                return signed;
            }
        }
        throw new ConflictException(
                "memory of heads", "The memory of heads of " + origin + " must meet a quiet moment. Maybe ask again.");
    }

    @Override
    public InclusionProof prove(long position, long size) {
        requireSize(size);
        if (position < 1 || position > size) {
            throw new NotFoundException(
                    "journal entry", Long.toString(position), "Maybe one of 1 to " + size + " is meant.");
        }
        TreeReader tree = new TreeReader(store);
        return new InclusionProof(
                position, size, Digest.ofRaw(tree.node(0, position - 1)), Merkle.path(position - 1, size, tree));
    }

    @Override
    public ConsistencyProof proveGrowth(long from, long to) {
        requireSize(to);
        if (from < 1 || from > to) {
            throw new NotFoundException("log of size", Long.toString(from), "Maybe one of 1 to " + to + " is meant.");
        }
        return new ConsistencyProof(from, to, Merkle.growth(from, to, new TreeReader(store)));
    }

    private void requireSize(long size) {
        long actual = store.head().position();
        if (size < 1 || size > actual) {
            throw new NotFoundException(
                    "log of size", Long.toString(size), "Maybe a size of 1 to " + actual + " is meant.");
        }
    }

    @Override
    public AuditReport verify() {
        Optional<Checkpoint> last = memory.last(origin).map(SignedNote::read).filter(head -> !watch.explained(head));
        return new LogCheck(origin, store, observations).run(last);
    }

    @Override
    public AuditReport verify(Checkpoint kept) {
        Checkpoint opened = SignedNote.open(kept.note(), signers.key(kept.size()));
        return new LogCheck(origin, store, observations).run(Optional.of(opened));
    }

    @Override
    public Checkpoint export(Path directory) throws IOException {
        Checkpoint checkpoint = checkpoint();
        LogFiles.write(directory, store, checkpoint, signers.key(checkpoint.size()));
        return checkpoint;
    }

    /**
     * Who signs for this log.
     *
     * @return the signer of its checkpoints
     */
    public Signer signer() {
        return signers.of(store.head().position());
    }

    @Override
    public LogCustody custody() {
        return custody;
    }

    /** The root of the first entries. */
    Digest root(long size) {
        return Merkle.root(size, new TreeReader(store));
    }

    /** Finds tree nodes in the journal: a subtree's hash is stored with the entry that completes it. */
    private static final class TreeReader implements Merkle.Nodes {
        private final GovernanceStore store;

        TreeReader(GovernanceStore store) {
            this.store = store;
        }

        @Override
        public byte[] node(int level, long index) {
            long position = (index + 1) << level;
            List<JournalEntry> found = store.journal(position - 1, 1);
            byte[] nodes = found.isEmpty() ? new byte[0] : found.get(0).nodes();
            int from = level * Merkle.HASH;
            if (nodes.length < from + Merkle.HASH) {
                throw new io.modelgovernance.IntegrityException(
                        "journal entry " + position,
                        "The journal entry (" + position + ") must hold its tree nodes. Maybe verify() the log.");
            }
            return java.util.Arrays.copyOfRange(nodes, from, from + Merkle.HASH);
        }
    }
}
