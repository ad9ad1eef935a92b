package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.BANK;
import static io.modelgovernance.core.Fixtures.CLEO;
import static io.modelgovernance.core.Fixtures.LOADER;
import static io.modelgovernance.core.Fixtures.PURPOSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.audit.AuditReport;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.core.audit.Ed25519Signer;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.spi.Head;
import io.modelgovernance.spi.JournalEntry;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.ObservationStore;
import io.modelgovernance.spi.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever changes the stored journal, records or decisions is found out by the log's own verification. */
class TamperedLogTest {
    private final Ed25519Signer signer = Ed25519Signer.generate("bank");
    private final InMemoryGovernanceStore memory = new InMemoryGovernanceStore();
    private final FaultyStore store = new FaultyStore(memory);
    private final ShownObservations observations = new ShownObservations(memory);
    private final Governance governance = engine(store, observations);

    @TempDir
    Path directory;

    private Governance engine(FaultyStore records, ObservationStore decisions) {
        return GovernanceEngine.builder()
                .store(records, decisions, records)
                .clock(new MovableClock())
                .signer(signer)
                .build();
    }

    @BeforeEach
    void aLogWithDecisions() {
        decide(governance, "0 0");
        assertTrue(governance.audit().verify().intact());
    }

    private void decide(Governance on, String weights) {
        Fixtures.promoted(on, directory, weights);
        try (GovernedModel model = on.govern("credit-risk", LOADER)) {
            for (int i = 0; i < 5; i++) {
                model.decide(BANK, PURPOSE, new double[] {i, 1});
            }
        }
    }

    @AfterEach
    void close() {
        governance.close();
    }

    private String problems() {
        AuditReport report = governance.audit().verify();
        assertFalse(report.intact());
        return report.problems().toString();
    }

    private void assertCaught(String words) {
        String problems = problems();
        assertTrue(problems.contains(words), problems);
    }

    private static JournalEntry with(JournalEntry entry, long position, byte[] body) {
        return new JournalEntry(position, entry.actId(), entry.recordedAt(), body, entry.nodes());
    }

    /** Shows one entry changed and all others as they are. */
    private void show(long position, UnaryOperator<JournalEntry> as) {
        store.showEntries(entry -> entry.position() == position ? as.apply(entry) : entry);
    }

    @Test
    void aChangedBitInAnyEntryIsCaughtAndTheEntryNamed() {
        long size = memory.head().position();
        for (long position = 1; position <= size; position++) {
            int bytes = memory.journal(position - 1, 1).get(0).entry().length;
            for (int at = (int) position % 13; at < bytes; at += 13) {
                int place = at;
                show(position, entry -> {
                    byte[] body = entry.entry().clone();
                    body[place] ^= (byte) (1 << (place % 8));
                    return with(entry, entry.position(), body);
                });
                assertCaught("Entry " + position + " does not have the hash it was recorded with.");
            }
        }
    }

    @Test
    void aChangedTreeNodeIsCaught() {
        show(4, entry -> {
            byte[] nodes = entry.nodes().clone();
            nodes[nodes.length - 1] ^= 1;
            return new JournalEntry(4, entry.actId(), entry.recordedAt(), entry.entry(), nodes);
        });
        assertCaught("Entry 4 does not have the hash it was recorded with.");
    }

    @Test
    void swappedEntriesAreCaught() {
        JournalEntry second = memory.journal(1, 1).get(0);
        JournalEntry third = memory.journal(2, 1).get(0);
        store.showEntries(entry -> entry.position() == 2
                ? with(third, 2, third.entry())
                : entry.position() == 3 ? with(second, 3, second.entry()) : entry);
        String problems = problems();
        assertTrue(problems.contains("Entry 2 does not have the hash"), problems);
        assertTrue(problems.contains("Entry 3 cannot be read"), problems);
        assertTrue(problems.contains("must say its own place"), problems);
    }

    @Test
    void aDeletedEntryIsCaught() {
        store.showEntries(entry -> with(entry, entry.position() + (entry.position() > 2 ? 1 : 0), entry.entry()));
        assertCaught("Entry 3 is missing; the next one stored is 4.");
    }

    @Test
    void aRewrittenTimeOrActIsCaught() {
        show(
                3,
                entry -> new JournalEntry(
                        3, entry.actId(), entry.recordedAt().minusSeconds(1), entry.entry(), entry.nodes()));
        assertCaught("The journal entry (3) must say its own place, time and act.");
    }

    @Test
    void aHeadThatDoesNotFitIsCaughtWhateverItHolds() {
        for (byte[] state : List.of(new byte[0], new byte[5], new byte[32], new byte[96])) {
            store.showHeads(head -> new Head(head.position(), head.recordedAt(), state));
            assertCaught("The head of the log says");
        }
        store.showHeads(head -> new Head(head.position() + 1, head.recordedAt(), head.treeState()));
        assertCaught("The head of the log says");
    }

    @Test
    void aChangedRecordIsCaughtAndNamed() {
        store.showRecords(record -> record.key().kind().equals("listing")
                ? new StoredRecord(
                        record.key(),
                        new String(record.body(), StandardCharsets.UTF_8)
                                .replace("\"ben\"", "\"dan\"")
                                .getBytes(StandardCharsets.UTF_8),
                        record.from(),
                        record.to())
                : record);
        assertCaught("scope=model/credit-risk, kind=listing, id=00000001] is not what entry 9 wrote.");
    }

    @Test
    void aChangedDecisionIsCaught() {
        observations.show(observation -> {
            byte[] body = observation.body().clone();
            body[body.length / 2] ^= 1;
            return new Observation(
                    observation.stream(),
                    observation.writer(),
                    observation.sequence(),
                    observation.id(),
                    observation.at(),
                    body);
        });
        assertCaught("are not those that entry");
    }

    @Test
    void aSealWithBrokenNumbersIsReportedNotThrown() {
        store.showEntries(entry -> with(
                entry,
                entry.position(),
                new String(entry.entry(), StandardCharsets.UTF_8)
                        .replace("\"to\":\"5\"", "\"to\":\"five\"")
                        .getBytes(StandardCharsets.UTF_8)));
        assertCaught("reads five but must be a sequence number");
    }

    @Test
    void aLogThatWasReplacedByAnotherIsCaughtByAKeptCheckpoint() {
        Checkpoint kept = governance.audit().checkpoint();
        InMemoryGovernanceStore other = new InMemoryGovernanceStore();
        try (Governance forged = engine(new FaultyStore(other), other)) {
            decide(forged, "1 1");
            decide(forged, "1 1");
            assertTrue(forged.audit().verify().intact());
            AuditReport report = forged.audit().verify(kept);
            assertFalse(report.intact());
            assertTrue(report.problems().toString().contains("the log was rewritten"), report.problems()::toString);
        }
        InMemoryGovernanceStore shorter = new InMemoryGovernanceStore();
        try (Governance rolledBack = engine(new FaultyStore(shorter), shorter)) {
            Fixtures.register(rolledBack, directory, "0 0");
            AuditReport report = rolledBack.audit().verify(kept);
            assertTrue(
                    report.problems().toString().contains("a kept checkpoint covers " + kept.size()),
                    report.problems()::toString);
        }
        governance.registry().suspend(CLEO, "credit-risk", "the log goes on");
        assertTrue(governance.audit().verify(kept).intact());
    }

    @Test
    void aKeptCheckpointThatWeDidNotSignIsRefused() {
        Checkpoint kept = governance.audit().checkpoint();
        String other = kept.note().replace("\n" + kept.size() + "\n", "\n" + (kept.size() - 1) + "\n");
        Checkpoint forged = new Checkpoint(kept.origin(), kept.size(), kept.root(), other);
        InvalidInputException refused = assertThrows(
                InvalidInputException.class, () -> governance.audit().verify(forged));
        assertTrue(refused.getMessage().contains("is not signed by bank"), refused::getMessage);
        assertEquals(kept.size(), memory.head().position());
    }

    /** A bit that fell over in storage would be signed for good. */
    @Test
    void aChangedEntryIsNotSigned() {
        long before = governance.audit().checkpoint().size();
        decide(governance, "0 0");
        show(before + 2, entry -> {
            byte[] body = entry.entry().clone();
            body[20] ^= 4;
            return with(entry, entry.position(), body);
        });
        IntegrityException caught =
                assertThrows(IntegrityException.class, () -> governance.audit().checkpoint());
        assertEquals("journal entry " + (before + 2), caught.subject());
    }

    /** The seal is of what is left, and right by itself; that the writer's numbers have a hole is not. */
    @Test
    void aDecisionDeletedBeforeItWasSealedIsCaught() {
        try (GovernedModel model = governance.govern("credit-risk", LOADER)) {
            model.decide(BANK, PURPOSE, new double[] {7, 1});
            model.flush();
            for (int i = 0; i < 4; i++) {
                model.decide(BANK, PURPOSE, new double[] {i, 1});
            }
            observations.delete(observation -> observation.sequence() == 3);
            model.flush();
            model.decide(BANK, PURPOSE, new double[] {5, 1}); // of the next batch, and no part of this one
        }
        assertCaught(" lack 1 that were gone before entry ");
    }

    /** Observations that can be shown otherwise than they are. */
    private static final class ShownObservations implements ObservationStore {
        private final ObservationStore real;
        private UnaryOperator<Observation> as = UnaryOperator.identity();
        private Predicate<Observation> there = observation -> true;

        ShownObservations(ObservationStore real) {
            this.real = real;
        }

        void show(UnaryOperator<Observation> otherwise) {
            as = otherwise;
        }

        void delete(Predicate<Observation> gone) {
            there = gone.negate();
        }

        @Override
        public void append(List<Observation> batch) {
            real.append(batch);
        }

        @Override
        public List<Observation> read(String stream, String writer, long after, int limit) {
            return real.read(stream, writer, after, limit).stream()
                    .filter(there)
                    .map(as)
                    .toList();
        }

        @Override
        public List<String> writers(String stream) {
            return real.writers(stream);
        }

        @Override
        public Optional<Observation> find(String stream, String id) {
            return real.find(stream, id).map(as);
        }
    }
}
