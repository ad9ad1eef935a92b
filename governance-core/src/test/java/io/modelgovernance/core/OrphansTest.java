package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Digest;
import io.modelgovernance.Governance;
import io.modelgovernance.core.files.FileContentStore;
import io.modelgovernance.core.files.Orphans;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.registry.VersionId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nothing refers to goes; what the past refers to stays, and what is on its way into a record. */
class OrphansTest {
    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();

    @Test
    void onlyWhatNoRecordEverReferredToIsRemoved() throws IOException {
        InMemoryGovernanceStore store = new InMemoryGovernanceStore();
        InMemoryGovernanceStore tenant = new InMemoryGovernanceStore();
        FileContentStore files = FileContentStore.in(directory.resolve("content"), clock);
        try (Governance governance = engine(store, files);
                Governance other = engine(tenant, files)) {
            VersionId kept = Fixtures.promoted(governance, directory, "1 2");
            VersionId deleted = Fixtures.register(governance, directory, "3 4");
            VersionId foreign = Fixtures.register(other, directory, "5 6");
            governance.drift().freeze(ANA, kept, Fixtures.rows(1, 200, 0));
            governance.custody().delete(ANA, deleted, "a mistake");
            Digest orphan = files.put(new ByteArrayInputStream(new byte[1_000]));
            clock.advance(Duration.ofDays(2));
            Digest inFlight = files.put(new ByteArrayInputStream(new byte[2_000]));
            Instant yesterday = clock.instant().minus(Duration.ofDays(1));

            assertEquals(
                    new Orphans.Collected(1, 1_000, 4, 0), Orphans.collect(files, List.of(store, tenant), yesterday));
            assertTrue(files.open(orphan).isEmpty());
            assertTrue(files.open(inFlight).isPresent());
            assertEquals(3, governance.registry().files(kept).bytes("model.txt").length);
            assertEquals(3, other.registry().files(foreign).bytes("model.txt").length);
            assertTrue(files.open(Digest.of(new byte[] {'3', ' ', '4'})).isPresent(), "the past stays readable");
            assertEquals(new Orphans.Collected(0, 0, 4, 0), Orphans.collect(files, List.of(store, tenant), yesterday));
        }
    }

    @Test
    void aLedgerThatIsNotNamedIsNotSpared() throws IOException {
        InMemoryGovernanceStore store = new InMemoryGovernanceStore();
        FileContentStore files = FileContentStore.in(directory.resolve("content"), clock);
        try (Governance governance = engine(store, files)) {
            Fixtures.register(governance, directory, "1 2");
        }
        Digest file = Digest.of(new byte[] {'1', ' ', '2'});
        clock.advance(Duration.ofDays(2));
        Orphans.collect(files, List.of(store), clock.instant());
        assertTrue(files.open(file).isPresent());
        Orphans.collect(files, List.of(), clock.instant());
        assertFalse(files.open(file).isPresent());
    }

    private Governance engine(InMemoryGovernanceStore store, FileContentStore files) {
        return GovernanceEngine.builder()
                .store(store, store, files)
                .clock(clock)
                .build();
    }
}
