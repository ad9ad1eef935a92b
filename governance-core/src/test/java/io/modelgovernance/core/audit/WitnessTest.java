package io.modelgovernance.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.modelgovernance.Actor;
import io.modelgovernance.Digest;
import io.modelgovernance.Governance;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.ConsistencyProof;
import io.modelgovernance.audit.VerifierKey;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heads are shown to witnesses, who catch what the log's own files cannot show. */
class WitnessTest {
    private static final Actor CLEO = Actor.human("cleo", "risk");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Ed25519Signer signer = Ed25519Signer.generate("bank");
    private final Ed25519Signer auditor = Ed25519Signer.generate("auditor");
    private final VerifierKey auditorKey =
            new VerifierKey("auditor", VerifierKey.Kind.COSIGNATURE, auditor.publicKey());
    private final List<AutoCloseable> open = new ArrayList<>();

    @TempDir
    Path directory;

    private Governance log() {
        Governance governance = GovernanceEngine.builder()
                .store(new InMemoryGovernanceStore())
                .name("bank")
                .clock(CLOCK)
                .signer(signer)
                .build();
        open.add(governance);
        return governance;
    }

    private static void work(Governance on, String... texts) {
        for (String text : texts) {
            on.lineage()
                    .declare(
                            CLEO,
                            List.of(new Edge(
                                    new Node(Node.SOURCE, text),
                                    new Node(Node.SOURCE, text + "-copy"),
                                    "feeds",
                                    "cleo",
                                    Instant.EPOCH,
                                    Edge.Confidence.DECLARED)));
        }
    }

    private WitnessDesk desk() {
        return new WitnessDesk(
                auditor, FileHeadMemory.of(directory.resolve("seen")), Map.of("bank", VerifierKey.of(signer)), CLOCK);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private static void assertCaught(Witnessed shown, String... words) {
        assertEquals(1, shown.missing().size(), shown::toString);
        String why = shown.missing().values().iterator().next();
        for (String word : words) {
            assertTrue(why.contains(word), why);
        }
    }

    @Test
    void aWitnessCosignsWhatContinuesAndAVerifierDemandsIt() throws IOException {
        Governance log = log();
        WitnessDesk desk = desk();
        Witnessing witnessing = Witnessing.of(log.audit(), desk);
        for (int i = 0; i < 5; i++) {
            work(log, "a" + i, "b" + i);
            assertEquals(Map.of(), witnessing.show().missing());
        }
        assertEquals(10, desk.seen("bank"));
        Path export = Files.createDirectory(directory.resolve("export"));
        log.audit().export(export);
        AuditVerifier demanding = AuditVerifier.trusting(VerifierKey.of(signer)).withWitnesses(1, auditorKey);
        assertThrows(InvalidInputException.class, () -> demanding.verify(export), "not cosigned yet");
        Files.writeString(
                export.resolve("checkpoint.txt"),
                witnessing.last().orElseThrow().checkpoint().note());
        assertEquals(
                Map.of(auditorKey.toString(), CLOCK.instant()),
                demanding.verify(export).cosigned());
    }

    /** Each of these is intact by itself and signed with the stolen key; only who saw the other one can tell. */
    @Test
    void aRollBackARewriteAndAForkAreIntactByThemselvesAndRefusedByTheWitness() throws IOException {
        Governance log = log();
        WitnessDesk desk = desk();
        work(log, "a", "b", "c");
        assertEquals(Map.of(), Witnessing.of(log.audit(), desk).show().missing());
        for (List<String> other : List.of(List.of("a", "b"), List.of("a", "x", "c"), List.of("a", "b", "x", "d"))) {
            Governance attack = log();
            work(attack, other.toArray(String[]::new));
            Path export = Files.createTempDirectory(directory, "export");
            attack.audit().export(export);
            assertEquals(
                    other.size(),
                    AuditVerifier.trusting(VerifierKey.of(signer))
                            .verify(export)
                            .checkpoint()
                            .size());
            assertCaught(Witnessing.of(attack.audit(), desk).show(), "does not continue", "rewritten or forked");
        }
        assertEquals(3, desk.seen("bank"), "what it refused it does not remember");
    }

    @Test
    void aHeadOfAnotherKeyOrLogIsRefused() {
        Governance log = log();
        work(log, "a");
        Checkpoint head = log.audit().checkpoint();
        Ed25519Signer thief = Ed25519Signer.generate("bank");
        Checkpoint resigned = SignedNote.sign("bank", head.size(), head.root(), thief);
        Checkpoint other = SignedNote.sign("other", head.size(), head.root(), signer);
        for (Checkpoint bad : List.of(resigned, other)) {
            assertThrows(
                    InvalidInputException.class,
                    () -> desk().show(bad, from -> log.audit().proveGrowth(from, bad.size())));
        }
    }

    @Test
    void aFileKeepsEveryHead() {
        Governance log = log();
        Path file = directory.resolve("heads.txt");
        Witnessing witnessing = Witnessing.of(log.audit(), FileWitness.of(file));
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            work(log, "a" + i);
            notes.add(witnessing.show().checkpoint().note());
        }
        assertEquals(notes, FileHeadMemory.of(file).all());
    }

    @Test
    void aTaskShowsWhenThereIsSomethingNewAndAgainWhatWasNotTaken() {
        Governance log = log();
        List<Witnessed> told = new ArrayList<>();
        WitnessDesk desk = desk();
        Witnessing task = Witnessing.of(log.audit(), desk).telling(told::add);
        work(log, "a");
        task.run();
        task.run();
        assertEquals(1, told.size(), "nothing new");
        work(log, "b");
        task.run();
        assertEquals(2, told.size());
        assertEquals(2, desk.seen("bank"));
        Witnessing failing = Witnessing.of(log.audit(), desk, new HttpNowhere()).telling(told::add);
        failing.run();
        failing.run();
        assertEquals(4, told.size(), "asked again");
        assertCaught(told.get(3), "unreachable");
    }

    private static final class HttpNowhere implements io.modelgovernance.audit.Witness {
        @Override
        public String name() {
            return "nowhere";
        }

        @Override
        public java.util.Optional<String> show(Checkpoint head, Growth growth) throws IOException {
            throw new IOException("unreachable");
        }
    }

    /** The witness's side of the protocol, as an HTTP server would have it. */
    private URI serve(WitnessDesk desk) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/add-checkpoint", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int gap = body.indexOf("\n\n");
            List<String> lines = List.of(body.substring(0, gap).split("\n", -1));
            long old = Long.parseLong(lines.get(0).substring("old ".length()));
            List<Digest> path = lines.stream()
                    .skip(1)
                    .map(line -> Digest.ofRaw(Base64.getDecoder().decode(line)))
                    .toList();
            Checkpoint head = SignedNote.read(body.substring(gap + 2));
            String answer;
            int status = 200;
            if (old != desk.seen(head.origin())) {
                status = 409;
                answer = desk.seen(head.origin()) + "\n";
            } else {
                try {
                    answer = desk.show(head, from -> new ConsistencyProof(from, head.size(), path))
                                    .orElseThrow()
                            + "\n";
                } catch (InvalidInputException e) {
                    status = 422;
                    answer = e.getMessage();
                }
            }
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        open.add(() -> server.stop(0));
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Test
    void overHttpAWitnessIsToldWhatItMissedAndCatchesTheSame() throws IOException {
        Governance log = log();
        WitnessDesk desk = desk();
        URI place = serve(desk);
        Witnessing witnessing = Witnessing.of(log.audit(), HttpWitness.at(place, auditorKey, PATIENCE));
        work(log, "a", "b", "c");
        Note note = Note.parse("checkpoint", witnessing.show().checkpoint().note());
        assertEquals(CLOCK.instant(), note.cosignedAt(auditorKey).orElseThrow());
        work(log, "d");
        assertEquals(
                Map.of(),
                Witnessing.of(log.audit(), HttpWitness.at(place, auditorKey, PATIENCE))
                        .show()
                        .missing(),
                "one that has just been started learns the size from the witness");
        Governance forked = log();
        work(forked, "a", "b", "x", "y", "z");
        assertCaught(
                Witnessing.of(forked.audit(), HttpWitness.at(place, auditorKey, PATIENCE))
                        .show(),
                "refused");
        Governance rolledBack = log();
        work(rolledBack, "a");
        assertCaught(
                Witnessing.of(rolledBack.audit(), HttpWitness.at(place, auditorKey, PATIENCE))
                        .show(),
                "409");
    }

    @Test
    void anAnswerThatIsNoCosignatureDoesNotCount() throws IOException {
        Governance log = log();
        work(log, "a");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        List<String> answers = new ArrayList<>(List.of(
                "",
                "— auditor AAAA\n",
                "x".repeat(100_000),
                Note.parse("checkpoint", log.audit().checkpoint().note())
                        .cosign(Ed25519Signer.generate("auditor"), CLOCK.instant())));
        server.createContext("/", exchange -> {
            byte[] bytes = answers.remove(0).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            try (var out = exchange.getResponseBody()) {
                out.write(bytes);
            } catch (IOException e) {
                // the client hung up, as it should
            }
        });
        server.start();
        open.add(() -> server.stop(0));
        HttpWitness witness = HttpWitness.at(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"), auditorKey, PATIENCE);
        for (int i = answers.size(); i > 0; i--) {
            assertEquals(1, Witnessing.of(log.audit(), witness).show().missing().size());
        }
        assertThrows(
                InvalidInputException.class,
                () -> HttpWitness.at(URI.create("http://x/"), VerifierKey.of(signer), PATIENCE));
    }

    @Test
    void anAnswerThatNeverEndsIsNotWaitedFor() throws Exception {
        Governance log = log();
        work(log, "a");
        CountDownLatch over = new CountDownLatch(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('a');
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        open.add(() -> server.stop(0));
        HttpWitness witness = HttpWitness.at(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
                auditorKey,
                Duration.ofSeconds(1));
        try {
            assertEquals(1, Witnessing.of(log.audit(), witness).show().missing().size());
        } finally {
            over.countDown();
        }
    }
}
