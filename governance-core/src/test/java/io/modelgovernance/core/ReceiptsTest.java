package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.BANK;
import static io.modelgovernance.core.Fixtures.LOADER;
import static io.modelgovernance.core.Fixtures.PURPOSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.audit.Acknowledgement;
import io.modelgovernance.audit.Receipt;
import io.modelgovernance.audit.Receipts;
import io.modelgovernance.audit.Witness;
import io.modelgovernance.core.audit.FileWitness;
import io.modelgovernance.core.audit.Witnessing;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.spi.Observation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Durable, then sequenced, then anchored; never earlier than it is true. */
class ReceiptsTest {
    private static final String STREAM = "decision/credit-risk";

    @TempDir
    Path directory;

    @Test
    void aDecisionIsDurableThenSequencedThenAnchored() {
        InMemoryGovernanceStore store = new InMemoryGovernanceStore();
        try (Governance governance = GovernanceEngine.builder()
                .store(store)
                .clock(new MovableClock())
                .build()) {
            Witnessing witnessing = Witnessing.of(governance.audit(), FileWitness.of(directory.resolve("heads")));
            Receipts receipts = governance.receipts(witnessing::anchored);
            Fixtures.promoted(governance, directory, "0 0");
            witnessing.show();
            String first;
            try (GovernedModel model = governance.govern("credit-risk", LOADER)) {
                first = model.decide(BANK, PURPOSE, new double[] {1, 1}).id();
                assertThrows(NotFoundException.class, () -> receipts.ofDecision("credit-risk", "unheard"));
                model.flush();
                String second = model.decide(BANK, PURPOSE, new double[] {2, 1}).id();
                store.append(copies(store, second));
                assertEquals(
                        Acknowledgement.DURABLE,
                        receipts.ofDecision("credit-risk", "copy").reached());
            }
            Receipt sequenced = receipts.ofDecision("credit-risk", first);
            assertEquals(Acknowledgement.SEQUENCED, sequenced.reached());
            long position = sequenced.position().orElseThrow();
            assertEquals(
                    "DECISIONS_SEALED",
                    governance.audit().entries(position - 1, 1).get(0).type().name());
            assertEquals(Acknowledgement.SEQUENCED, receipts.ofEntry(position).reached());
            assertEquals(Acknowledgement.ANCHORED, receipts.ofEntry(1).reached());

            witnessing.show();
            Receipt anchored = receipts.ofDecision("credit-risk", first);
            assertEquals(Acknowledgement.ANCHORED, anchored.reached());
            assertTrue(anchored.anchor().orElseThrow().size() >= position);
            assertThrows(
                    NotFoundException.class,
                    () -> receipts.ofEntry(governance.audit().size() + 1));
            assertThrows(NotFoundException.class, () -> receipts.ofEntry(0));
        }
    }

    /** Stored by another writer, which nobody has sealed. */
    private static List<Observation> copies(InMemoryGovernanceStore store, String id) {
        Observation any = store.read(STREAM, store.writers(STREAM).get(0), 0, 1).get(0);
        assertFalse(any.id().equals(id));
        return List.of(new Observation(STREAM, "other", 1, "copy", any.at(), any.body()));
    }

    /** A head that a witness did not take anchors nothing. */
    @Test
    void withoutItsWitnessesNothingIsAnchored() {
        Witness deaf = new Witness() {
            @Override
            public String name() {
                return "deaf";
            }

            @Override
            public java.util.Optional<String> show(io.modelgovernance.audit.Checkpoint head, Growth growth)
                    throws IOException {
                throw new IOException("not reached");
            }
        };
        try (Governance governance = GovernanceEngine.builder()
                .store(new InMemoryGovernanceStore())
                .clock(new MovableClock())
                .build()) {
            Fixtures.register(governance, directory, "0 0");
            Witnessing witnessing = Witnessing.of(governance.audit(), FileWitness.of(directory.resolve("heads")), deaf);
            witnessing.show();
            assertTrue(witnessing.last().isPresent());
            assertTrue(witnessing.anchored().isEmpty());
            assertEquals(
                    Acknowledgement.SEQUENCED,
                    governance.receipts(witnessing::anchored).ofEntry(1).reached());
        }
    }
}
