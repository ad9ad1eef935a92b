package io.modelgovernance.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.AsOf;
import io.modelgovernance.RefusedException;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.registry.Candidate;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The deciding vote against a blocking finding, at the same moment, on PostgreSQL at its default isolation: whatever
 * comes first in the journal, nothing is promoted with a blocker open. {@code -Drace.count=10000} for the long run.
 */
class FindingAgainstPromotionTest {
    private static final int COUNT = Integer.getInteger("race.count", 100);
    private static final FeatureSchema SCHEMA = FeatureSchema.of(Feature.numeric("income", 0, 1));

    @TempDir
    Path directory;

    @Test
    void neverPromotesWithAnOpenBlocker() throws Exception {
        Path file = Files.writeString(directory.resolve("model.txt"), "1");
        int promoted = 0;
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try (RealRegistry real = new RealRegistry(Databases.postgresLedger(), file)) {
            for (int i = 0; i < COUNT; i++) {
                promoted += race(real, "model-" + i, file, pool) ? 1 : 0;
            }
            assertTrue(real.governance.audit().verify().intact());
        } finally {
            pool.shutdownNow();
        }
        assertTrue(promoted < COUNT || COUNT < 50, "the finding never came first: no race was run");
    }

    private static boolean race(RealRegistry real, String model, Path file, ExecutorService pool) throws Exception {
        var registry = real.governance.registry();
        VersionId version = registry.register(RealRegistry.actor("ana"), model, Candidate.of(file), SCHEMA)
                .id();
        registry.request(RealRegistry.actor("ana"), version, "production", "please");
        registry.approve(RealRegistry.actor("ben"), version, "one");
        long start = real.store.head().position();
        CyclicBarrier gun = new CyclicBarrier(2);
        Callable<Boolean> vote = () -> {
            gun.await();
            try {
                registry.approve(RealRegistry.actor("cleo"), version, "two");
                return true;
            } catch (RefusedException e) {
                return false;
            }
        };
        Callable<Boolean> finding = () -> {
            gun.await();
            real.governance
                    .risk()
                    .open(
                            RealRegistry.actor("dora"),
                            version,
                            Finding.Severity.HIGH,
                            "wrong",
                            "ana",
                            LocalDate.of(2026, 12, 31));
            return true;
        };
        Future<Boolean> voted = pool.submit(vote);
        Future<Boolean> found = pool.submit(finding);
        boolean promoted = voted.get();
        assertTrue(found.get());
        List<EventType> order = real.governance.audit().entries(start, 10).stream()
                .map(AuditEntry::type)
                .toList();
        assertEquals(
                promoted
                        ? List.of(EventType.STAGE_CHANGED, EventType.FINDING_OPENED)
                        : List.of(EventType.FINDING_OPENED, EventType.TRANSITION_REFUSED),
                order);
        assertEquals(promoted ? "production" : "registered", registry.stage(version, AsOf.now()));
        return promoted;
    }
}
