package io.modelgovernance.samples.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.Governance;
import io.modelgovernance.StoreException;
import io.modelgovernance.audit.AuditReport;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.jdbc.JdbcSchema;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.registry.Candidate;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A streaming replica lags, and does no harm: what it shows as of a position is what the primary shows as of it. */
@Timeout(120)
class ReplicaTest {
    private static final int READS = 30;
    private static final Actor ANA = Actor.human("ana", "developer");

    private static void open(Governance governance, VersionId version, String text) {
        governance.risk().open(ANA, version, Finding.Severity.LOW, text, "ana", LocalDate.of(2030, 1, 1));
    }

    private static Governance on(Server server) {
        return GovernanceEngine.builder()
                .store(JdbcGovernanceStore.of(server.direct()))
                .build();
    }

    @Test
    void showsNoMixedStateAndRefusesToWrite(@TempDir Path directory) throws Exception {
        try (Server primary = new Server(directory.resolve("primary"))) {
            JdbcSchema.install(primary.direct());
            VersionId version;
            try (Governance setting = on(primary)) {
                Path file = Files.writeString(directory.resolve("model.txt"), "0 1");
                version = setting.registry()
                        .register(ANA, "credit", Candidate.of(file), FeatureSchema.of(Feature.numeric("income", 0, 1)))
                        .id();
            }
            try (Server replica = primary.replica(directory.resolve("replica"));
                    Governance writing = on(primary);
                    Governance reading = on(replica)) {
                AtomicBoolean open = new AtomicBoolean(true);
                CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                    for (int i = 0; open.get(); i++) {
                        open(writing, version, "finding " + i);
                    }
                });
                JdbcGovernanceStore behind = JdbcGovernanceStore.of(replica.direct());
                long seen = 0;
                for (int i = 0; i < READS; i++) {
                    long position = behind.head().position();
                    while (position == seen) {
                        position = behind.head().position();
                    }
                    seen = position;
                    AsOf then = AsOf.position(position);
                    assertEquals(
                            writing.risk().findings("credit", then),
                            reading.risk().findings("credit", then));
                    AuditReport report = reading.audit().verify();
                    assertTrue(report.intact(), report.problems()::toString);
                    assertTrue(report.entries() >= position);
                }
                StoreException refused = assertThrows(StoreException.class, () -> open(reading, version, "no"));
                assertEquals(StoreException.Outcome.NOT_WRITTEN, refused.outcome());
                open.set(false);
                writer.join();
            }
        }
    }
}
