package io.modelgovernance.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Digest;
import io.modelgovernance.audit.ConsistencyProof;
import io.modelgovernance.audit.InclusionProof;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.merkle.Merkle;
import io.modelgovernance.core.merkle.Proofs;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.policy.Access;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Head;
import io.modelgovernance.spi.JournalEntry;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Proofs in a log of ten million entries need a logarithmic number of reads. All its entries are the same, so the hash
 * of a perfect subtree depends on its height alone, and no entry has to be stored.
 */
class ProofReadsTest {
    private static final long SIZE = 10_000_000;
    /** Twice the height of the tree: a path, and a way down the ragged right edge. */
    private static final int MOST = 2 * 24;

    private final List<byte[]> byHeight = new ArrayList<>();
    private final AtomicInteger reads = new AtomicInteger();
    private final AuditEngine audit = new AuditEngine(
            new Ledger("log", store(), Clock.systemUTC(), Access.standard()),
            store(),
            new InMemoryGovernanceStore(),
            Ed25519Signer.generate("signer"));

    private GovernanceStore store() {
        byHeight.add(Merkle.leaf(new byte[] {1}));
        for (int level = 0; level < 24; level++) {
            byHeight.add(Merkle.parent(byHeight.get(level), byHeight.get(level)));
        }
        return (GovernanceStore) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {GovernanceStore.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "head" -> new Head(SIZE, Instant.EPOCH, new byte[0]);
                    case "journal" -> {
                        reads.incrementAndGet();
                        assertEquals(1, arguments[1]);
                        yield List.of(entry((Long) arguments[0] + 1));
                    }
                    default -> throw new AssertionError(method);
                });
    }

    private JournalEntry entry(long position) {
        ByteArrayOutputStream nodes = new ByteArrayOutputStream();
        for (int level = 0; level <= Long.numberOfTrailingZeros(position); level++) {
            nodes.writeBytes(byHeight.get(level));
        }
        return new JournalEntry(position, new UUID(0, position), Instant.EPOCH, new byte[] {1}, nodes.toByteArray());
    }

    private Digest root(long size) {
        return Merkle.root(size, (level, index) -> byHeight.get(level));
    }

    @Test
    void anyOfTenMillionEntriesIsProvedInAFewReads() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 300; i++) {
            long size = i == 0 ? SIZE : random.nextLong(1, SIZE + 1);
            long position = i == 1 ? size : random.nextLong(1, size + 1);
            reads.set(0);
            InclusionProof proof = audit.prove(position, size);
            assertTrue(reads.get() <= MOST, () -> position + " of " + size + ": " + reads);
            assertTrue(proof.path().size() <= 24);
            assertTrue(Proofs.holds(proof, root(size)));
        }
    }

    @Test
    void growthIsProvedInAFewReads() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 300; i++) {
            long to = i == 0 ? SIZE : random.nextLong(1, SIZE + 1);
            long from = random.nextLong(1, to + 1);
            reads.set(0);
            ConsistencyProof proof = audit.proveGrowth(from, to);
            assertTrue(reads.get() <= 2 * MOST, () -> from + " to " + to + ": " + reads);
            assertTrue(Proofs.holds(proof, root(from), root(to)));
        }
    }
}
