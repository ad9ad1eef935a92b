package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static io.modelgovernance.core.Fixtures.BEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Digest;
import io.modelgovernance.Governance;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.ContentStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drift check says which reference it was made against, and is never one against a reference that is gone. */
class DriftReferenceTest {
    private final InMemoryGovernanceStore store = new InMemoryGovernanceStore();
    private Runnable whenRead = () -> {};

    @TempDir
    Path directory;

    /** Does something at the moment at which the profile is read. */
    private final ContentStore content = new ContentStore() {
        @Override
        public Digest put(InputStream in) throws IOException {
            return store.put(in);
        }

        @Override
        public Optional<InputStream> open(Digest digest) {
            Runnable now = whenRead;
            whenRead = () -> {};
            now.run();
            return store.open(digest);
        }
    };

    @Test
    void theEntryNamesTheReferenceAndOneFrozenMeanwhileIsAConflict() {
        try (Governance governance =
                GovernanceEngine.builder().store(store, store, content).build()) {
            VersionId version = Fixtures.promoted(governance, directory, "0.0001 0.0005");
            governance.drift().freeze(BEN, version, Fixtures.rows(1, 200, 0));
            governance.drift().check(ANA, version, Fixtures.rows(2, 200, 0));
            List<AuditEntry> entries = governance.audit().entries(0, 1_000);
            AuditEntry frozen = last(entries, EventType.REFERENCE_FROZEN);
            AuditEntry checked = last(entries, EventType.DRIFT_CHECKED);
            assertEquals(frozen.details().get("profile"), checked.details().get("reference"));

            whenRead = () -> governance.drift().freeze(BEN, version, Fixtures.rows(3, 200, 500));
            ConflictException conflict = assertThrows(
                    ConflictException.class, () -> governance.drift().check(ANA, version, Fixtures.rows(2, 200, 0)));
            assertTrue(conflict.getMessage().contains("frozen anew"), conflict.getMessage());
            assertEquals(1, governance.drift().reports(version, AsOf.now()).size());
        }
    }

    private static AuditEntry last(List<AuditEntry> entries, EventType type) {
        return entries.stream()
                .filter(entry -> entry.type() == type)
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
