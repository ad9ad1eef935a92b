package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static io.modelgovernance.core.Fixtures.SCHEMA;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Digest;
import io.modelgovernance.Governance;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.core.files.FileContentStore;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.registry.Artifact;
import io.modelgovernance.registry.Candidate;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.Origin;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.ContentStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a version is made of: files and directories, their kinds, and what it came from. */
class VersionContentTest {
    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private final InMemoryGovernanceStore store = new InMemoryGovernanceStore();
    private Governance governance;
    private Path model;

    @BeforeEach
    void open() throws IOException {
        governance = engine(FileContentStore.in(directory.resolve("content"), clock));
        model = Files.createDirectories(directory.resolve("model"));
        Files.createDirectories(model.resolve("code"));
        Files.writeString(model.resolve("MLmodel"), "flavors: {}");
        Files.writeString(model.resolve("weights.bin"), "1 2 3");
        Files.writeString(model.resolve("code").resolve("Score.java"), "class Score {}");
        Files.writeString(model.resolve("code").resolve("card.json"), "{}");
    }

    @AfterEach
    void close() {
        governance.close();
    }

    private Governance engine(ContentStore content) {
        return GovernanceEngine.builder()
                .store(store, store, content)
                .clock(clock)
                .build();
    }

    private ModelVersion register(Candidate candidate) {
        return governance.registry().register(ANA, "credit-risk", candidate, SCHEMA);
    }

    @Test
    void aDirectoryBecomesPathsWithKinds() throws IOException {
        ModelVersion version = register(Candidate.of(model));
        Map<String, String> kinds =
                version.manifest().artifacts().stream().collect(Collectors.toMap(Artifact::name, Artifact::mediaType));
        assertEquals(
                Map.of(
                        "MLmodel",
                        "application/yaml",
                        "weights.bin",
                        Artifact.BYTES,
                        "code/Score.java",
                        Artifact.BYTES,
                        "code/card.json",
                        "application/json"),
                kinds);
        assertArrayEquals(
                "1 2 3".getBytes(StandardCharsets.UTF_8),
                governance.registry().files(version.id()).bytes("weights.bin"));
        try (InputStream in = governance.registry().files(version.id()).open("code/Score.java")) {
            assertEquals("class Score {}", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void aStreamOfChangedBytesDoesNotEnd() throws IOException {
        ModelVersion version = register(Candidate.of(model));
        Digest digest = version.manifest().get("weights.bin").digest();
        Files.writeString(directory.resolve("content").resolve("sha256").resolve(digest.hex()), "1 2 4");
        try (InputStream in = governance.registry().files(version.id()).open("weights.bin")) {
            assertThrows(IntegrityException.class, in::readAllBytes);
        }
    }

    @Test
    void aLinkInADirectoryIsRefused() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "not part of the model");
        Files.createSymbolicLink(model.resolve("code").resolve("link"), secret);
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> register(Candidate.of(model)));
        assertEquals("artifact code/link", refused.field());
        Path linked = Files.createSymbolicLink(directory.resolve("linked"), model);
        assertThrows(InvalidInputException.class, () -> register(Candidate.of(linked)));
    }

    /** A store that, while it reads, lets somebody else write to the file. */
    @Test
    void aFileThatChangesWhileItIsReadIsRefused() throws IOException {
        Path file = model.resolve("weights.bin");
        ContentStore slow = new ContentStore() {
            @Override
            public Digest put(InputStream in) throws IOException {
                byte[] bytes = in.readAllBytes();
                Files.writeString(file, "9 9 9 9");
                return store.put(new ByteArrayInputStream(bytes));
            }

            @Override
            public Optional<InputStream> open(Digest digest) {
                return store.open(digest);
            }
        };
        try (Governance slowly = engine(slow)) {
            long before = store.head().position();
            assertThrows(
                    ConflictException.class,
                    () -> slowly.registry().register(ANA, "credit-risk", Candidate.of(file), SCHEMA));
            assertEquals(before, store.head().position());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/etc/passwd", "../secret", "a/../b", "a//b", "a/", "C:/x", "a/./b", "", "a\\b", "a\u0000b"})
    void noNameOfAnArtifactLeavesItsDirectory(String name) {
        assertThrows(InvalidInputException.class, () -> new Artifact(name, 1, Digest.of(new byte[0])));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "application/", "a b/c", "application/json; charset=utf-8", ""})
    void aMediaTypeIsOne(String type) {
        assertThrows(InvalidInputException.class, () -> new Artifact("a", 1, Digest.of(new byte[0]), type));
    }

    @Test
    void whatItWasMadeFromIsLineage() {
        VersionId parent = register(Candidate.of(model)).id();
        Node base = new Node("foundation", "llama@sha256:abc");
        ModelVersion child = register(Candidate.of(model)
                .withParent(parent)
                .withOrigin(base, Origin.BASE)
                .withOrigin(new Node(Node.CODE, "9f2c1e"), Origin.CODE)
                .withOrigin(new Node("image", "registry/credit@sha256:1"), Origin.ENVIRONMENT));
        List<Edge> edges = governance
                .lineage()
                .ancestors(Node.of(child.id()), 1, AsOf.now())
                .edges();
        assertEquals(
                Map.of(
                        Node.of(parent),
                        "parent",
                        base,
                        "base",
                        new Node(Node.CODE, "9f2c1e"),
                        "code",
                        new Node("image", "registry/credit@sha256:1"),
                        "environment"),
                edges.stream().collect(Collectors.toMap(Edge::from, Edge::role)));
        assertTrue(edges.stream().allMatch(edge -> edge.confidence() == Edge.Confidence.DECLARED));
    }

    @Test
    void aParentThatIsNotThereIsRefused() {
        assertThrows(
                NotFoundException.class,
                () -> register(Candidate.of(model).withParent(new VersionId("credit-risk", 7))));
        assertEquals(0, store.head().position());
    }

    @Test
    void nothingIsMadeFromWhatWasMadeFromIt() {
        Node later = new Node(Node.SOURCE, "scores");
        governance
                .lineage()
                .declare(
                        ANA,
                        List.of(new Edge(
                                Node.of(new VersionId("credit-risk", 1)),
                                later,
                                "feeds",
                                "ana",
                                clock.instant(),
                                Edge.Confidence.DECLARED)));
        assertThrows(
                InvalidInputException.class, () -> register(Candidate.of(model).withOrigin(later, Origin.BASE)));
    }
}
