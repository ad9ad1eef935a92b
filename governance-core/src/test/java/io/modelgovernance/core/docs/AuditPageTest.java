package io.modelgovernance.core.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.Governance;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.Discontinuity;
import io.modelgovernance.audit.LogCustody;
import io.modelgovernance.audit.VerifierKey;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.core.audit.AuditVerifier;
import io.modelgovernance.core.audit.Ed25519Signer;
import io.modelgovernance.core.audit.FileHeadMemory;
import io.modelgovernance.core.audit.FileWitness;
import io.modelgovernance.core.audit.Verified;
import io.modelgovernance.core.audit.WitnessDesk;
import io.modelgovernance.core.audit.Witnessing;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/audit.md. */
class AuditPageTest {
    private static final Actor CLEO = Actor.human("cleo", "risk");

    private final Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private final Ed25519Signer signer = Ed25519Signer.generate("bank-2026");
    private final VerifierKey firstKey = VerifierKey.of(signer);
    private final InMemoryGovernanceStore store = new InMemoryGovernanceStore();

    @TempDir
    Path directory;

    private Governance engine() {
        return GovernanceEngine.builder()
                .store(store)
                .name("bank")
                .clock(clock)
                .signer(signer)
                .build();
    }

    private void work(Governance governance, String name) {
        Edge edge = new Edge(
                new Node(Node.SOURCE, name),
                new Node(Node.SOURCE, name + "-copy"),
                "feeds",
                "cleo",
                clock.instant(),
                Edge.Confidence.DECLARED);
        governance.lineage().declare(CLEO, List.of(edge));
    }

    @Test
    void headsAreShownToWitnesses() throws Exception {
        Ed25519Signer auditor = Ed25519Signer.generate("auditor");
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        try (Governance governance = engine()) {
            work(governance, "a");
            var auditorKey = new VerifierKey("auditor", VerifierKey.Kind.COSIGNATURE, auditor.publicKey());
            var desk = new WitnessDesk( // runs at the auditor's
                    auditor, FileHeadMemory.of(directory.resolve("seen")), Map.of("bank", firstKey), clock);
            var witnessing = Witnessing.of(
                    governance.audit(), desk, FileWitness.of(directory.resolve("heads.txt"))); // or HttpWitness.at(...)
            scheduler.scheduleWithFixedDelay(witnessing, 10, 10, TimeUnit.SECONDS);
            var shown = witnessing.show(); // now, too
            assertTrue(shown.missing().isEmpty());

            var export = Files.createDirectory(directory.resolve("export"));
            governance.audit().export(export);
            Files.writeString(
                    export.resolve("checkpoint.txt"), shown.checkpoint().note());
            AuditVerifier.trusting(firstKey)
                    .withWitnesses(1, auditorKey)
                    .withMemory(FileHeadMemory.of(directory.resolve("verified")))
                    .verify(export);
        } finally {
            scheduler.shutdownNow();
        }
    }

    @Test
    void keysChangeAndBreaksAreDeclared() throws IOException {
        Path export = Files.createDirectory(directory.resolve("export"));
        try (Governance governance = engine()) {
            work(governance, "a");
            LogCustody custody = governance.audit().custody();
            custody.rotate(CLEO, Ed25519Signer.generate("bank-2027"), "yearly");
            custody.revoke(CLEO, firstKey, governance.audit().size(), "the old one was lost");
            governance.audit().export(export);
            Verified found = AuditVerifier.trusting(firstKey).verify(export); // the first key is enough
            found.keys().forEach(key -> check(key.key().name(), key.from()));
            assertEquals(2, found.keys().size());
        }
    }

    @Test
    void aBreakIsDeclared() {
        Checkpoint lost;
        try (Governance gone = GovernanceEngine.builder()
                .store(new InMemoryGovernanceStore())
                .name("bank")
                .clock(clock)
                .signer(signer)
                .build()) {
            work(gone, "a");
            work(gone, "b");
            lost = gone.audit().checkpoint();
        }
        try (Governance governance = engine()) {
            work(governance, "a");
            Discontinuity gap = governance.audit().custody().declareBreak(CLEO, 1, lost, "restored after a fire");
            assertEquals(2, gap.lostSize());
        }
    }

    private static void check(String name, long from) {
        assertTrue(name.startsWith("bank-"), name + " from " + from);
    }
}
