package io.modelgovernance.samples.benchmarks;

import io.modelgovernance.Actor;
import io.modelgovernance.Digest;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.audit.InclusionProof;
import io.modelgovernance.audit.VerifierKey;
import io.modelgovernance.core.audit.AuditEngine;
import io.modelgovernance.core.audit.AuditVerifier;
import io.modelgovernance.core.audit.Ed25519Signer;
import io.modelgovernance.core.audit.Verified;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.ledger.EntryBody;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.merkle.Proofs;
import io.modelgovernance.core.merkle.TreeHasher;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.policy.Access;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Head;
import io.modelgovernance.spi.JournalEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An exported log verified offline, beside one plain SHA-256 over the same files; and one inclusion proof. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class VerifyBenchmark {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String ORIGIN = "bank-log";
    private static final int BUFFER = 1 << 16;

    /** An export of many entries. */
    @State(Scope.Benchmark)
    public static class Export {
        /** How many. */
        @Param("1000000")
        public long entries;

        Path directory;
        AuditVerifier verifier;

        /** Writes it. */
        @Setup(Level.Trial)
        public void write() throws IOException {
            directory = Files.createTempDirectory("export");
            Ed25519Signer signer = Ed25519Signer.generate("bank");
            verifier = AuditVerifier.trusting(VerifierKey.of(signer));
            Checkpoint written = new AuditEngine(
                            new Ledger(ORIGIN, journal(entries), Clock.systemUTC(), Access.standard()),
                            journal(entries),
                            new InMemoryGovernanceStore(),
                            signer)
                    .export(directory);
            if (written.size() != entries) {
                throw new IllegalStateException("The export must be whole.");
            }
        }

        /** Removes it. */
        @TearDown(Level.Trial)
        public void remove() throws IOException {
            try (Stream<Path> files = Files.list(directory)) {
                files.forEach(VerifyBenchmark::delete);
            }
            delete(directory);
        }
    }

    /** A proof in a log of a million entries. */
    @State(Scope.Benchmark)
    public static class Proof {
        InclusionProof proof;
        Digest root;

        /** Makes it up from the leaf to the root. */
        @Setup(Level.Trial)
        public void make() {
            Digest leaf = Digest.of(new byte[] {1});
            List<Digest> path = new ArrayList<>();
            byte[] hash = leaf.toBytes();
            for (int level = 0; level < 20; level++) {
                Digest sibling = Digest.of(new byte[] {2, (byte) level});
                path.add(sibling);
                hash = io.modelgovernance.core.merkle.Merkle.parent(hash, sibling.toBytes());
            }
            proof = new InclusionProof(1, 1 << 20, leaf, path);
            root = Digest.ofRaw(hash);
            if (!Proofs.holds(proof, root)) {
                throw new IllegalStateException("The proof must hold.");
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A journal that is made up while it is read. */
    private static GovernanceStore journal(long size) {
        TreeHasher tree = new TreeHasher();
        for (long position = 1; position <= size; position++) {
            byte[] entry = entry(position);
            tree.append(tree.leaf(entry, 0, entry.length));
        }
        Head head = new Head(size, START, tree.state());
        return (GovernanceStore) Proxy.newProxyInstance(
                GovernanceStore.class.getClassLoader(),
                new Class<?>[] {GovernanceStore.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "journal" -> page((Long) arguments[0], (Integer) arguments[1], size);
                    case "head" -> head;
                    default -> List.of();
                });
    }

    private static List<JournalEntry> page(long after, int limit, long size) {
        return LongStream.rangeClosed(after + 1, Math.min(size, after + limit))
                .mapToObj(position ->
                        new JournalEntry(position, new UUID(1, position), START, entry(position), new byte[0]))
                .toList();
    }

    private static byte[] entry(long position) {
        Digest body = Digest.of(ByteBuffer.allocate(8).putLong(position).array());
        return RecordCodec.write(new EntryBody(
                1,
                ORIGIN,
                position,
                START.plusMillis(position),
                new UUID(1, position),
                EventType.CARD_REVISED,
                "ana",
                Actor.Kind.HUMAN,
                "credit-risk",
                "limits reviewed after the meeting of the credit committee",
                Map.of("revision", Long.toString(position)),
                List.of(new AuditEntry.Change(
                        "model/credit-risk", "card", "card", Optional.of(body), Optional.empty()))));
    }

    /** The whole export, as the command line does it. */
    @Benchmark
    public Verified export(Export export) throws IOException {
        return export.verifier.verify(export.directory);
    }

    /** SHA-256 of the same two files, read in blocks. */
    @Benchmark
    public byte[] plainSha256(Export export) throws IOException, NoSuchAlgorithmException {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        byte[] buffer = new byte[BUFFER];
        for (String file : List.of("entries.jsonl", "leaves.txt")) {
            try (InputStream in = Files.newInputStream(export.directory.resolve(file))) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    sha.update(buffer, 0, read);
                }
            }
        }
        return sha.digest();
    }

    /** One proof of twenty hashes checked. */
    @Benchmark
    public boolean proof(Proof proof) {
        return Proofs.holds(proof.proof, proof.root);
    }
}
