package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static io.modelgovernance.core.Fixtures.CLEO;
import static io.modelgovernance.core.Fixtures.SCHEMA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.AsOf;
import io.modelgovernance.Governance;
import io.modelgovernance.RefusedException;
import io.modelgovernance.core.audit.Ed25519Signer;
import io.modelgovernance.core.exchange.MlflowModel;
import io.modelgovernance.core.files.FileContentStore;
import io.modelgovernance.core.files.Orphans;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.model.Feature;
import io.modelgovernance.registry.Candidate;
import io.modelgovernance.registry.Origin;
import io.modelgovernance.registry.VersionId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/exchange.md and of what docs/registry.md says about content. */
class ExchangePageTest {
    @TempDir
    Path directory;

    private final Clock clock = new MovableClock();

    @Test
    void contentInADirectory() throws Exception {
        InMemoryGovernanceStore store = new InMemoryGovernanceStore();
        Path modelDirectory = Files.createDirectory(directory.resolve("model"));
        Files.writeString(modelDirectory.resolve("model.txt"), "1 2");

        var files = FileContentStore.in(directory.resolve("content"), clock);
        try (var governance =
                GovernanceEngine.builder().store(store, store, files).build()) {
            var parent = governance
                    .registry()
                    .register(ANA, "credit-risk", Candidate.of(modelDirectory), SCHEMA)
                    .id();
            var refined = Candidate.of(modelDirectory)
                    .withParent(parent)
                    .withOrigin(new Node(Node.CODE, "9f2c1e7"), Origin.CODE);
            var version = governance.registry().register(ANA, "credit-risk", refined, SCHEMA);
            try (var in = governance.registry().files(version.id()).open("model.txt")) {
                in.transferTo(java.io.OutputStream.nullOutputStream()); // throws at the end if a byte was changed
            }
            governance.custody().retain(CLEO, parent, LocalDate.of(2031, 12, 31), "records policy 4");
            assertThrows(RefusedException.class, () -> governance.custody().delete(ANA, parent, "tidy up"));
        }
        var dayAgo = clock.instant().minus(Duration.ofDays(1));
        var collected = Orphans.collect(files, List.of(store), dayAgo);
        assertEquals(0, collected.removed());
    }

    @Test
    void aHistory() throws Exception {
        Ed25519Signer headKey = Ed25519Signer.generate("head-office");
        Path bundle = directory.resolve("bundle");
        try (Governance headOffice = GovernanceEngine.builder()
                        .store(new InMemoryGovernanceStore())
                        .name("head-office")
                        .signer(headKey)
                        .clock(clock)
                        .build();
                Governance branch = GovernanceEngine.builder()
                        .store(new InMemoryGovernanceStore())
                        .name("branch")
                        .clock(clock)
                        .build()) {
            Fixtures.promoted(headOffice, directory, "1 2");

            var written = headOffice.histories().export("credit-risk", bundle);
            byte[] trusted = headKey.publicKey(); // reached the branch another way than the bundle
            var history = branch.histories().importFrom(CLEO, bundle, "credit-risk", "head-office", trusted);

            VersionId here = history.versions().get("credit-risk:1");
            assertEquals("registered", branch.registry().stage(here, AsOf.now())); // nobody approved it here
            assertTrue(branch.histories().entries(history).stream()
                    .anyMatch(entry ->
                            entry.reason().equals("validated") && entry.actor().equals("ben")));
            assertEquals(history, branch.histories().importFrom(CLEO, bundle, "credit-risk", "head-office", trusted));
            assertEquals(written.digest(), history.bundle());
        }
    }

    @Test
    void anMlflowDirectory() throws Exception {
        Path modelDirectory = Files.createDirectory(directory.resolve("mlflow"));
        Files.writeString(
                modelDirectory.resolve("MLmodel"),
                "flavors: {sklearn: {sklearn_version: 1.4.2}}\nrun_id: 8f61\nsignature:\n  inputs: '[{\"type\": \"double\","
                        + " \"name\": \"income\"}, {\"type\": \"string\", \"name\": \"region\"}]'\n");
        try (Governance governance =
                GovernanceEngine.builder().store(new InMemoryGovernanceStore()).build()) {
            var saved = MlflowModel.read(modelDirectory);
            var schema = saved.schema(Feature.categorical("region", "north", "south")); // MLflow has no categories
            var version = governance.registry().register(ANA, "credit-risk", saved.candidate(), schema);
            assertEquals("8f61", version.parameters().get("mlflow.run"));
        }
    }
}
