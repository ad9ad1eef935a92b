package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Digest;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernanceException;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.RefusedException;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.audit.Ed25519Signer;
import io.modelgovernance.core.files.FileContentStore;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.registry.HistoryBundle;
import io.modelgovernance.registry.ImportedHistory;
import io.modelgovernance.registry.ModelCard;
import io.modelgovernance.registry.VersionId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model's history leaves one registry, is proved to another, and stays what it is there: somebody else's word. */
class HistoryBundleTest {
    private static final String MODEL = "credit-risk";

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private final Ed25519Signer head = Ed25519Signer.generate("head-office");
    private final Ed25519Signer branch = Ed25519Signer.generate("branch-office");
    private Governance there;
    private Governance here;
    private InMemoryGovernanceStore hereStore;
    private Path bundle;

    @BeforeEach
    void open() {
        there = engine(new InMemoryGovernanceStore(), "head-office", head);
        hereStore = new InMemoryGovernanceStore();
        here = engine(hereStore, "branch-office", branch);
        bundle = directory.resolve("bundle");
        VersionId one = Fixtures.promoted(there, directory, "0.0001 0.0005");
        VersionId two = Fixtures.register(there, directory, "2 2");
        there.drift().freeze(BEN, one, Fixtures.rows(1, 200, 0));
        there.registry().reviseCard(CLEO, MODEL, new ModelCard("p", "o", List.of("i"), List.of("l"), List.of("e")));
        assertThrows(RefusedException.class, () -> there.registry().request(ANA, two, "production", "too early"));
        VersionId three = Fixtures.register(there, directory, "3 3");
        there.custody().delete(ANA, three, "a mistake");
        there.registry().register(ANA, "other-model", candidate("9 9"), Fixtures.SCHEMA);
    }

    @AfterEach
    void close() {
        there.close();
        here.close();
    }

    private Governance engine(InMemoryGovernanceStore store, String name, Ed25519Signer signer) {
        FileContentStore files = FileContentStore.in(directory.resolve(name + "-" + store.hashCode()), clock);
        return GovernanceEngine.builder()
                .store(store, store, files)
                .name(name)
                .signer(signer)
                .clock(clock)
                .build();
    }

    private io.modelgovernance.registry.Candidate candidate(String weights) {
        try {
            return io.modelgovernance.registry.Candidate.of(Files.writeString(directory.resolve("w.txt"), weights));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private ImportedHistory take(Path from) throws IOException {
        return here.histories().importFrom(CLEO, from, MODEL, "head-office", head.publicKey());
    }

    @Test
    void whatIsExportedIsProvedAndTakenIn() throws IOException {
        HistoryBundle written = there.histories().export(MODEL, bundle);
        assertEquals(written, here.histories().verify(bundle, MODEL, "head-office", head.publicKey()));
        assertEquals(there.audit().checkpoint().root(), written.checkpoint().root());

        ImportedHistory history = take(bundle);
        assertEquals("head-office", history.origin());
        assertEquals(written.digest(), history.bundle());
        assertEquals(
                Set.of("credit-risk:1", "credit-risk:2"), history.versions().keySet());
        VersionId one = history.versions().get("credit-risk:1");
        assertArrayEquals(
                "0.0001 0.0005".getBytes(StandardCharsets.UTF_8),
                here.registry().files(one).bytes("model.txt"));
        assertEquals(List.of(history), here.histories().imported(MODEL));
        assertTrue(here.audit().verify().intact(), () -> here.audit().verify().toString());
        List<Edge> origins =
                here.lineage().ancestors(Node.of(one), 1, AsOf.now()).edges();
        assertEquals(
                new Node("foreign", "head-office/credit-risk:1"), origins.get(0).from());
    }

    @Test
    void theForeignEntriesAreThoseOfTheOrigin() throws IOException {
        there.histories().export(MODEL, bundle);
        ImportedHistory history = take(bundle);
        List<AuditEntry> all = there.audit().entries(0, 1_000);
        List<AuditEntry> foreign = here.histories().entries(history);
        assertTrue(all.containsAll(foreign), "not one is made up");
        Set<EventType> types = foreign.stream().map(AuditEntry::type).collect(Collectors.toSet());
        assertTrue(
                types.containsAll(Set.of(
                        EventType.VERSION_REGISTERED,
                        EventType.STAGE_CHANGED,
                        EventType.TRANSITION_REFUSED,
                        EventType.VERSION_DELETED,
                        EventType.RUN_FINISHED,
                        EventType.DATASET_RECORDED,
                        EventType.RISK_ASSESSED,
                        EventType.VALIDATION_RECORDED,
                        EventType.CARD_REVISED)),
                types::toString);
        List<AuditEntry> rest =
                all.stream().filter(entry -> !foreign.contains(entry)).toList();
        assertEquals(
                List.of("other-model:1"), rest.stream().map(AuditEntry::subject).toList());
        assertTrue(here.histories().records(history).stream()
                .anyMatch(record ->
                        record.kind().equals("request") && record.json().contains("validated")));
    }

    @Test
    void nothingPretendsToHaveBeenApprovedHere() throws IOException {
        there.histories().export(MODEL, bundle);
        VersionId one = take(bundle).versions().get("credit-risk:1");
        assertEquals("production", there.registry().stage(one, AsOf.now()));
        assertEquals("registered", here.registry().stage(one, AsOf.now()));
        assertTrue(here.registry().alias(MODEL, "champion", AsOf.now()).isEmpty());
        assertEquals(List.of(), here.registry().requests(MODEL));
        assertThrows(NotFoundException.class, () -> here.govern(MODEL, Fixtures.LOADER));
        assertThrows(RefusedException.class, () -> here.registry().request(CLEO, one, "production", "as there"));
        assertEquals(Set.of("ana", "cleo"), here.registry().version(one).developers(), "nor may its makers approve");
    }

    @Test
    void theSameAgainChangesNothing() throws IOException {
        there.histories().export(MODEL, bundle);
        ImportedHistory first = take(bundle);
        long size = hereStore.head().position();
        assertEquals(first, take(bundle));
        there.histories().export(MODEL, directory.resolve("again"));
        assertEquals(first, take(directory.resolve("again")), "the same history has the same bytes");
        assertEquals(size, hereStore.head().position());
    }

    @Test
    void aLongerHistoryAddsWhatIsNew() throws IOException {
        there.histories().export(MODEL, bundle);
        ImportedHistory first = take(bundle);
        VersionId four = Fixtures.register(there, directory, "4 4");
        there.histories().export(MODEL, directory.resolve("later"));
        ImportedHistory second = take(directory.resolve("later"));
        assertEquals(first.versions().get("credit-risk:1"), second.versions().get("credit-risk:1"));
        assertEquals(new VersionId(MODEL, 3), second.versions().get(four.toString()));
        assertEquals(3, here.registry().versions(MODEL, AsOf.now()).size());
        assertEquals(List.of(first, second), here.histories().imported(MODEL));
    }

    @Test
    void anOriginThatTellsAnotherStoryIsFoundOut() throws IOException {
        there.histories().export(MODEL, bundle);
        take(bundle);
        try (Governance liar = engine(new InMemoryGovernanceStore(), "head-office", head)) {
            Fixtures.promoted(liar, directory, "6 6");
            Path other = directory.resolve("other");
            liar.histories().export(MODEL, other);
            IntegrityException found = assertThrows(IntegrityException.class, () -> take(other));
            assertTrue(found.getMessage().contains("rewritten"), found.getMessage());
        }
    }

    @Test
    void anotherKeyIsRefused() throws IOException {
        there.histories().export(MODEL, bundle);
        assertThrows(
                GovernanceException.class,
                () -> here.histories().importFrom(CLEO, bundle, MODEL, "head-office", branch.publicKey()));
        assertThrows(
                InvalidInputException.class,
                () -> here.histories().importFrom(CLEO, bundle, MODEL, "branch-office", head.publicKey()));
        assertThrows(
                NotFoundException.class,
                () -> here.histories().importFrom(CLEO, bundle, "other-model", "head-office", head.publicKey()));
        assertEquals(0, hereStore.head().position());
    }

    @Test
    void whoMayNotIsRefused() throws IOException {
        there.histories().export(MODEL, bundle);
        try (Governance closed = GovernanceEngine.builder()
                .store(hereStore)
                .clock(clock)
                .access((actor, act, subject) -> java.util.Optional.of("nobody may"))
                .build()) {
            assertThrows(
                    RefusedException.class,
                    () -> closed.histories()
                            .importFrom(Actor.human("eve"), bundle, MODEL, "head-office", head.publicKey()));
        }
        assertEquals(0, here.registry().models(AsOf.now()).size());
    }

    /** Each file of the bundle in turn: one bit flipped, cut by a byte, one byte more, gone, or a link to itself. */
    @Test
    void everyDamageIsRefusedWithItsPlace() throws IOException {
        there.histories().export(MODEL, bundle);
        List<Path> files;
        try (Stream<Path> walk = Files.walk(bundle)) {
            files = walk.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("oci-layout"))
                    .toList();
        }
        assertTrue(files.size() >= 9, files::toString);
        Path aside = directory.resolve("aside");
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            if (new String(bytes, StandardCharsets.UTF_8).equals("{}")) {
                continue;
            }
            byte[] flipped = bytes.clone();
            flipped[bytes.length / 2] ^= 4;
            for (byte[] damaged : List.of(
                    flipped,
                    java.util.Arrays.copyOf(bytes, bytes.length - 1),
                    java.util.Arrays.copyOf(bytes, bytes.length + 1))) {
                Files.write(file, damaged);
                refused(file);
            }
            Files.write(aside, bytes);
            Files.delete(file);
            refused(file);
            Files.createSymbolicLink(file, aside);
            refused(file);
            Files.delete(file);
            Files.write(file, bytes);
        }
        assertEquals(0, hereStore.head().position());
        take(bundle);
    }

    private void refused(Path file) {
        GovernanceException refusal = assertThrows(GovernanceException.class, () -> take(bundle), file::toString);
        String name = file.getFileName().toString();
        boolean pinned = name.length() == 64;
        assertTrue(
                !pinned || refusal.getMessage().matches("(?s).*(" + name + "|line|entry|record|index|blob).*"),
                refusal::getMessage);
    }

    @Test
    void anArchiveIsReadInPlace() throws IOException {
        there.histories().export(MODEL, bundle);
        Path archive = zip(directory.resolve("bundle.zip"), "");
        HistoryBundle found = here.histories().verify(archive, MODEL, "head-office", head.publicKey());
        assertEquals(found.digest(), take(archive).bundle());
        assertTrue(here.audit().verify().intact());
    }

    @Test
    void anArchiveThatReachesOutOfItselfIsRefused() throws IOException {
        there.histories().export(MODEL, bundle);
        Path archive = zip(directory.resolve("slip.zip"), "../../escaped");
        IntegrityException refused = assertThrows(IntegrityException.class, () -> take(archive));
        assertEquals("archive slip.zip", refused.subject());
        assertFalse(Files.exists(directory.getParent().resolve("escaped")));
        Path cut = directory.resolve("cut.zip");
        byte[] bytes = Files.readAllBytes(archive);
        Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertThrows(IntegrityException.class, () -> take(cut));
        assertEquals(0, hereStore.head().position());
    }

    /** A small archive of a large blob: it says its size, so reading stops there. */
    @Test
    void aBlobThatUnpacksToMoreThanItSaysIsRefused() throws IOException {
        there.histories().export(MODEL, bundle);
        Digest file = there.registry()
                .version(new VersionId(MODEL, 1))
                .manifest()
                .get("model.txt")
                .digest();
        Files.write(bundle.resolve("blobs/sha256").resolve(file.hex()), new byte[50_000_000]);
        IntegrityException refused =
                assertThrows(IntegrityException.class, () -> take(zip(directory.resolve("bomb.zip"), "")));
        assertEquals("blob " + file, refused.subject());
    }

    @Test
    void aLinkedDirectoryIsRefused() throws IOException {
        there.histories().export(MODEL, bundle);
        Files.move(bundle.resolve("blobs"), directory.resolve("elsewhere"));
        Files.createSymbolicLink(bundle.resolve("blobs"), directory.resolve("elsewhere"));
        assertThrows(IntegrityException.class, () -> take(bundle));
    }

    @Test
    void aFileThatIsGoneIsNotPassedOver() throws IOException {
        InMemoryGovernanceStore records = new InMemoryGovernanceStore();
        try (Governance poor = engine(records, "poor", branch)) {
            Fixtures.register(poor, directory, "1 2");
            Digest file = Digest.of("1 2".getBytes(StandardCharsets.UTF_8));
            Files.delete(directory
                    .resolve("poor-" + records.hashCode())
                    .resolve("sha256")
                    .resolve(file.hex()));
            assertEquals(
                    "artifact model.txt",
                    assertThrows(
                                    IntegrityException.class,
                                    () -> poor.histories().export(MODEL, bundle))
                            .subject());
            assertThrows(NotFoundException.class, () -> poor.histories().export("nothing", directory.resolve("n")));
        }
    }

    @Test
    void whatIsDeletedHereIsNotTakenInAgain() throws IOException {
        there.histories().export(MODEL, bundle);
        VersionId two = take(bundle).versions().get("credit-risk:2");
        here.custody().delete(CLEO, two, "not wanted");
        Fixtures.register(there, directory, "4 4");
        there.histories().export(MODEL, directory.resolve("later"));
        take(directory.resolve("later"));
        assertEquals(
                List.of(1, 3),
                here.registry().versions(MODEL, AsOf.now()).stream()
                        .map(version -> version.id().number())
                        .toList());
        assertThrows(
                ConflictException.class,
                () -> here.registry().moveAlias(CLEO, MODEL, "champion", new VersionId(MODEL, 1), 5, "x"));
    }

    private Path zip(Path archive, String extra) throws IOException {
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> walk = Files.walk(bundle)) {
            for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(new ZipEntry(bundle.relativize(file).toString()));
                zip.write(Files.readAllBytes(file));
            }
            if (!extra.isEmpty()) {
                zip.putNextEntry(new ZipEntry(extra));
                zip.write(1);
            }
        }
        return archive;
    }
}
