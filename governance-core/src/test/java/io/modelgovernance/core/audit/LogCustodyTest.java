package io.modelgovernance.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Governance;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.Discontinuity;
import io.modelgovernance.audit.LogCustody;
import io.modelgovernance.audit.VerifierKey;
import io.modelgovernance.core.GovernanceEngine;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log goes over to other keys and over breaks, and a verifier that knows the first key alone follows. */
class LogCustodyTest {
    private static final Actor CLEO = Actor.human("cleo", "risk");

    private final Ed25519Signer first = Ed25519Signer.generate("bank-2026");
    private final Ed25519Signer second = Ed25519Signer.generate("bank-2027");
    private final InMemoryGovernanceStore store = new InMemoryGovernanceStore();
    private final Governance governance = engine(store, first);
    private final LogCustody custody = governance.audit().custody();

    @TempDir
    Path directory;

    private static Governance engine(InMemoryGovernanceStore store, Ed25519Signer signer) {
        return GovernanceEngine.builder()
                .store(store)
                .name("bank")
                .clock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                .signer(signer)
                .build();
    }

    private static void work(Governance on, String name) {
        on.lineage()
                .declare(
                        CLEO,
                        List.of(new Edge(
                                new Node(Node.SOURCE, name),
                                new Node(Node.SOURCE, name + "-copy"),
                                "feeds",
                                "cleo",
                                Instant.EPOCH,
                                Edge.Confidence.DECLARED)));
    }

    @AfterEach
    void close() {
        governance.close();
    }

    private Verified verified(AuditVerifier verifier) throws IOException {
        governance.audit().export(directory);
        return verifier.verify(directory);
    }

    private AuditVerifier trusting(Ed25519Signer signer) {
        return AuditVerifier.trusting(VerifierKey.of(signer));
    }

    @Test
    void aVerifierFollowsFromTheFirstKeyToTheNext() throws IOException {
        work(governance, "a");
        Checkpoint before = governance.audit().checkpoint();
        custody.rotate(CLEO, second, "yearly");
        work(governance, "b");
        Verified found = verified(trusting(first).withKept(before.note()));
        assertEquals(3, found.checkpoint().size());
        assertEquals(
                List.of(VerifierKey.of(first), VerifierKey.of(second)),
                found.keys().stream().map(key -> key.key()).toList());
        assertEquals(found.keys(), custody.keys());
        assertEquals(2, custody.keys().get(1).from());
        assertTrue(governance.audit().verify(before).intact(), "a head of the former key is still a head");
        assertTrue(governance.audit().verify().intact());
    }

    /** The chain is what makes it the log's key: a log that is merely signed by another is not this log. */
    @Test
    void anotherKeyWithoutAHandOverIsCaught() throws IOException {
        work(governance, "a");
        try (Governance stolen = engine(store, second)) {
            stolen.audit().export(directory);
            InvalidInputException caught = assertThrows(
                    InvalidInputException.class, () -> trusting(first).verify(directory));
            assertTrue(caught.getMessage().contains("not signed by bank-2026"), caught.getMessage());
        }
    }

    @Test
    void aProcessWithTheFormerKeyRefusesToSign() {
        custody.rotate(CLEO, second, "yearly");
        try (Governance other = engine(store, first)) {
            ConflictException refused =
                    assertThrows(ConflictException.class, () -> other.audit().checkpoint());
            assertTrue(refused.getMessage().contains("bank-2027"), refused.getMessage());
            assertThrows(
                    ConflictException.class,
                    () -> other.audit().custody().rotate(CLEO, Ed25519Signer.generate("x"), "no"));
        }
        try (Governance other = engine(store, second)) {
            assertEquals(1, other.audit().checkpoint().size());
        }
    }

    @Test
    void aKeyDoesNotComeBack() {
        custody.rotate(CLEO, second, "yearly");
        assertThrows(InvalidInputException.class, () -> custody.rotate(CLEO, first, "back"));
        assertThrows(InvalidInputException.class, () -> custody.rotate(CLEO, second, "again"));
        assertEquals(2, custody.keys().size());
        assertEquals(1, governance.audit().size(), "nothing was recorded");
    }

    @Test
    void aRevokedKeyProvesNothingBeyondItsSize() throws IOException {
        work(governance, "a");
        Checkpoint good = governance.audit().checkpoint();
        work(governance, "b");
        Checkpoint late = governance.audit().checkpoint();
        VerifierKey lost = VerifierKey.of(first);
        assertThrows(InvalidInputException.class, () -> custody.revoke(CLEO, lost, 1, "in use"));
        custody.rotate(CLEO, second, "the old one was lost");
        assertThrows(
                InvalidInputException.class,
                () -> custody.revoke(CLEO, VerifierKey.of(Ed25519Signer.generate("x")), 1, "unknown"));
        custody.revoke(CLEO, lost, 1, "lost with a laptop");
        assertEquals(1, custody.keys().get(0).revokedAfter().orElseThrow());
        assertEquals(
                4, verified(trusting(first).withKept(good.note())).checkpoint().size());
        InvalidInputException caught = assertThrows(
                InvalidInputException.class,
                () -> trusting(first).withKept(late.note()).verify(directory));
        assertTrue(caught.getMessage().contains("revoked after size 1"), caught.getMessage());
    }

    /** The backup has two entries, four were lost; the restored log goes on for one before anybody says so. */
    @Test
    void aDeclaredBreakExplainsAKeptHeadToThoseWhoAcceptIt() throws IOException {
        InMemoryGovernanceStore before = new InMemoryGovernanceStore();
        Checkpoint kept;
        Checkpoint lost;
        try (Governance gone = engine(before, first)) {
            work(gone, "a");
            work(gone, "b");
            work(gone, "c");
            kept = gone.audit().checkpoint();
            work(gone, "d");
            lost = gone.audit().checkpoint();
        }
        work(governance, "a");
        work(governance, "b");
        work(governance, "other");
        assertThrows(InvalidInputException.class, () -> custody.declareBreak(CLEO, 9, lost, "too long"));
        assertThrows(InvalidInputException.class, () -> custody.declareBreak(CLEO, 4, lost, "nothing lost"));
        Discontinuity declared = custody.declareBreak(CLEO, 2, lost, "the disk burnt");
        assertEquals(4, declared.position());
        assertEquals(4, declared.lostSize());
        AuditVerifier remembers = trusting(first).withKept(kept.note());
        InvalidInputException caught = assertThrows(InvalidInputException.class, () -> verified(remembers));
        assertTrue(caught.getMessage().contains("the disk burnt"), caught.getMessage());
        assertEquals(List.of(declared), verified(remembers.withBreaksAccepted()).discontinuities());
        assertEquals(List.of(declared), verified(trusting(first)).discontinuities(), "a break is never hidden");
    }

    @Test
    void aHeadThatIsInTheLogIsNotLost() {
        work(governance, "a");
        work(governance, "b");
        Checkpoint head = governance.audit().checkpoint();
        assertThrows(InvalidInputException.class, () -> custody.declareBreak(CLEO, 1, head, "a mistake"));
        assertEquals(2, governance.audit().size());
    }

    @Test
    void aMemoryCatchesARollBackThatTheFilesDoNotShow() throws IOException {
        AuditVerifier forgets = trusting(first);
        AuditVerifier remembers = forgets.withMemory(FileHeadMemory.of(directory.resolve("heads")));
        Path export = Files.createDirectory(directory.resolve("export"));
        work(governance, "a");
        work(governance, "b");
        governance.audit().export(export);
        assertEquals(2, remembers.verify(export).checkpoint().size());
        try (Governance restored = engine(new InMemoryGovernanceStore(), first)) {
            work(restored, "a");
            restored.audit().export(export);
        }
        assertEquals(1, forgets.verify(export).checkpoint().size(), "by itself the shorter log is intact");
        InvalidInputException caught = assertThrows(InvalidInputException.class, () -> remembers.verify(export));
        assertTrue(caught.getMessage().contains("cut or rolled back"), caught.getMessage());
    }
}
