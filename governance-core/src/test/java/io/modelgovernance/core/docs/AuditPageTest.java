package io.modelgovernance.core.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.Governance;
import io.modelgovernance.audit.Acknowledgement;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.Deposit;
import io.modelgovernance.audit.Discontinuity;
import io.modelgovernance.audit.LogCustody;
import io.modelgovernance.audit.PersonalData;
import io.modelgovernance.audit.Pruning;
import io.modelgovernance.audit.Receipt;
import io.modelgovernance.audit.Receipts;
import io.modelgovernance.audit.RetentionClass;
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
import io.modelgovernance.inmemory.InMemorySubjectKeys;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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
    private static final Actor DESK = Actor.service("loan-desk");
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

    @Test
    void receiptsTellHowSafeItIs() throws Exception {
        try (Governance governance = engine()) {
            work(governance, "a");
            var witnessing = Witnessing.of(governance.audit(), FileWitness.of(directory.resolve("heads.txt")));
            witnessing.show();
            Receipts receipts = governance.receipts(witnessing::anchored);
            Receipt receipt = receipts.ofEntry(governance.audit().size());
            receipt.reached(); // ANCHORED, by receipt.anchor()
            assertEquals(Acknowledgement.ANCHORED, receipt.reached());
        }
    }

    @Test
    void personalDataIsErased() {
        byte[] application = "Anna Muster, born 1980-05-01".getBytes(StandardCharsets.UTF_8);
        try (Governance governance = GovernanceEngine.builder()
                .store(store)
                .clock(clock)
                .signer(signer)
                .subjectKeys(new InMemorySubjectKeys())
                .build()) {
            PersonalData personal = governance.personalData();
            Deposit deposit = personal.keep(DESK, "subject-4711", application);
            personal.open(deposit).orElseThrow().payload(); // and its salt, which fits deposit.commitment()

            personal.erase(CLEO, "subject-4711", "request of 3 May");
            personal.open(deposit); // empty; every proof about the deposit still holds
            assertTrue(personal.open(deposit).isEmpty());
            assertTrue(governance.audit().verify().intact());
        }
    }

    @Test
    void decisionsArePruned() {
        try (Governance governance = engine()) {
            governance
                    .retention()
                    .define(CLEO, new RetentionClass("retail", Duration.ofDays(3650), "law 12, §3"), "yearly review");
            Pruning pruning = governance.retention().prune(CLEO, "credit-risk", "yearly");
            pruning.kept(); // what was left, and what needs it
            assertEquals(0, pruning.batches());
        }
    }

    private static void check(String name, long from) {
        assertTrue(name.startsWith("bank-"), name + " from " + from);
    }
}
