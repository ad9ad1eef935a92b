package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.BANK;
import static io.modelgovernance.core.Fixtures.LOADER;
import static io.modelgovernance.core.Fixtures.PURPOSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.AsOf;
import io.modelgovernance.Decision;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.Page;
import io.modelgovernance.Refusal;
import io.modelgovernance.StoreException;
import io.modelgovernance.Verdict;
import io.modelgovernance.inmemory.FailingStore;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.inmemory.SettableClock;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.serving.ModelLoader;
import io.modelgovernance.serving.RecordRule;
import io.modelgovernance.serving.Recording;
import io.modelgovernance.serving.ServingOptions;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.ObservationStore;
import io.modelgovernance.spi.PrunableObservationStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions within the application's transactions: they are there once it is committed, sealed once, or never were. */
class JoinedDecisionsTest {
    private static final Call CALL = new Call(BANK, PURPOSE);
    private static final double[] ROW = {100, 0};
    private static final String STREAM = "decision/credit-risk";

    @TempDir
    Path directory;

    private final InMemoryGovernanceStore memory = new InMemoryGovernanceStore();
    private final FailingStore store = FailingStore.around(memory);
    private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-24T08:00:00Z"));
    private Governance governance;

    /** What one transaction wrote, seen by itself alone until it is committed. */
    private static final class Transaction implements PrunableObservationStore {
        private final ObservationStore store;
        private final List<Observation> written = new ArrayList<>();

        Transaction(ObservationStore store) {
            this.store = store;
        }

        @Override
        public void append(List<Observation> batch) {
            written.addAll(batch);
        }

        @Override
        public int prune(String stream, String writer, long from, long to) {
            int before = written.size();
            written.removeIf(one -> one.sequence() >= from && one.sequence() <= to);
            return before - written.size();
        }

        @Override
        public List<Observation> read(String stream, String writer, long after, int limit) {
            return store.read(stream, writer, after, limit);
        }

        @Override
        public List<String> writers(String stream) {
            return store.writers(stream);
        }

        @Override
        public Optional<Observation> find(String stream, String id) {
            return store.find(stream, id);
        }

        void commit() {
            store.append(written);
        }
    }

    @BeforeEach
    void promote() {
        governance = governance();
        Fixtures.promoted(governance, directory, "0.0001 0.0005");
    }

    private Governance governance() {
        return GovernanceEngine.builder().store(store).clock(clock).build();
    }

    @AfterEach
    void intact() {
        assertTrue(governance.audit().verify().intact());
        governance.close();
    }

    private static GovernedModel govern(Governance governance) {
        Recording recording = Recording.standard()
                .withRule(RecordRule.standard().oneIn(1_000_000).whenFull(RecordRule.WhenFull.DROP));
        return governance.govern(
                "credit-risk", LOADER, ServingOptions.defaults().withRecording(recording));
    }

    private List<String> sealed() {
        List<String> ids = new ArrayList<>();
        for (String writer : memory.writers(STREAM)) {
            long next = 1;
            for (Observation one : memory.read(STREAM, writer, 0, 100_000)) {
                assertEquals(next++, one.sequence(), "a run that is sealed has no gap");
                ids.add(one.id());
            }
        }
        return ids;
    }

    private long aside() {
        return memory.writers("joined/credit-risk").stream()
                .mapToLong(writer ->
                        memory.read("joined/credit-risk", writer, 0, 100_000).size())
                .sum();
    }

    @Test
    void aDecisionIsThereOnceItsTransactionIsCommittedAndThenSealed() {
        try (GovernedModel model = govern(governance)) {
            Transaction transaction = new Transaction(store);
            Verdict verdict = model.joining(transaction).judge(CALL, ROW);
            assertInstanceOf(Decision.Served.class, verdict);
            assertEquals(Optional.empty(), model.record(verdict.id()));
            transaction.commit();
            var record = model.record(verdict.id()).orElseThrow();
            assertTrue(model.matches(record, ROW));
            Node node = new Node(Node.DECISION, "credit-risk/" + verdict.id());
            assertEquals(
                    1,
                    governance.lineage().ancestors(node, 1, AsOf.now()).edges().size());
            Page<DecisionRecord> page = governance.recalls().decisions(model.permitted(), Optional.empty(), 1);
            assertEquals(List.of(record), page.items());
            assertEquals(
                    List.of(),
                    governance
                            .recalls()
                            .decisions(model.permitted(), page.next(), 1)
                            .items());
            assertEquals(1, governance.recalls().count(model.permitted()));
            assertEquals(1, model.flush());
            assertEquals(List.of(verdict.id()), sealed());
            assertEquals(0, aside());
            assertEquals(record, model.record(verdict.id()).orElseThrow());
            assertEquals(1, model.tally().served());
            assertEquals(1, model.tally().stored());
            assertEquals(0, model.flush());
        }
    }

    /** Observations of another's, with something that happens just before a certain call. */
    private record Interrupted(ObservationStore store, AtomicInteger calls, Runnable event)
            implements ObservationStore {
        private ObservationStore next() {
            if (calls.decrementAndGet() == 0) {
                event.run();
            }
            return store;
        }

        @Override
        public void append(List<Observation> batch) {
            next().append(batch);
        }

        @Override
        public List<Observation> read(String stream, String writer, long after, int limit) {
            return next().read(stream, writer, after, limit);
        }

        @Override
        public List<String> writers(String stream) {
            return next().writers(stream);
        }

        @Override
        public Optional<Observation> find(String stream, String id) {
            return next().find(stream, id);
        }
    }

    /** Whenever they are brought over while they are counted, none is missed and none is counted twice. */
    @Test
    void countedWhileTheyAreBroughtOver() {
        try (GovernedModel model = govern(governance)) {
            AtomicInteger calls = new AtomicInteger();
            ObservationStore seen = new Interrupted(store, calls, model::flush);
            try (Governance counting = GovernanceEngine.builder()
                    .store(store, seen, store)
                    .clock(clock)
                    .build()) {
                int decided = 0;
                for (int call = 1; calls.get() <= 0; call++) {
                    model.joining(store).judge(CALL, ROW);
                    model.joining(store).judge(CALL, ROW);
                    decided += 2;
                    calls.set(call);
                    assertEquals(decided, counting.recalls().count(model.permitted()), "brought over at call " + call);
                }
                assertTrue(decided > 8);
            }
        }
    }

    @Test
    void aRollbackTakesTheDecisionBack() {
        try (GovernedModel model = govern(governance)) {
            Verdict verdict = model.joining(new Transaction(store)).judge(CALL, ROW);
            assertEquals(0, model.flush());
            assertEquals(Optional.empty(), model.record(verdict.id()));
            assertEquals(0, model.tally().served());
        }
    }

    @Test
    void aRefusalOutlivesTheRollback() {
        ModelLoader broken = (version, files) -> (rows, n, out) -> Arrays.fill(out, Double.NaN);
        try (GovernedModel model = governance.govern("credit-risk", broken, ServingOptions.defaults())) {
            Verdict verdict = model.joining(new Transaction(store)).judge(CALL, ROW);
            assertInstanceOf(Refusal.class, verdict);
            model.flush();
            assertEquals(List.of(verdict.id()), sealed());
        }
    }

    @Test
    void aStoreThatFailsThrowsAndThereIsNoDecision() {
        try (GovernedModel model = govern(governance)) {
            GovernedModel joined = model.joining(store);
            store.refuseNext(1);
            assertThrows(StoreException.class, () -> joined.judge(CALL, ROW));
            assertEquals(0, aside());
            joined.close();
            assertInstanceOf(Decision.class, joined.judge(CALL, ROW), "closing a view does nothing");
        }
    }

    @Test
    void manyCallsAtOnceJoinToo() {
        try (GovernedModel model = govern(governance)) {
            Transaction transaction = new Transaction(store);
            List<Verdict> verdicts = model.joining(transaction).judgeAll(CALL, new double[] {100, 0, 200, 0, 9_000, 0});
            transaction.commit();
            model.flush();
            assertEquals(
                    verdicts.stream().map(Verdict::id).toList(),
                    sealed().stream().sorted().toList());
        }
    }

    /** Another process dies between bringing decisions over and removing them, or leaves them where they are. */
    @Test
    void whatAProcessLeftBehindIsBroughtOverByAnother() {
        Set<String> decided = new HashSet<>();
        Governance dying = governance();
        GovernedModel first = govern(dying);
        for (int i = 0; i < 3; i++) {
            decided.add(first.joining(store).judge(CALL, ROW).id());
        }
        String writer = memory.writers("joined/credit-risk").get(0);
        List<Observation> left = memory.read("joined/credit-risk", writer, 0, 9);
        Observation moved = left.get(1);
        memory.append(List.of(new Observation(STREAM, writer + "-joined", 1, moved.id(), moved.at(), moved.body())));
        try (GovernedModel second = govern(governance)) {
            second.flush();
            assertEquals(3, aside(), "it may live");
            clock.advance(Duration.ofMinutes(2));
            second.flush();
            assertEquals(decided, Set.copyOf(sealed()));
            assertEquals(3, sealed().size());
            assertEquals(0, aside());
            assertEquals(0, second.tally().served(), "they are the other's");
        }
        dying.close();
    }

    /** Two processes, transactions that end in any order, answers that are lost: each committed decision is sealed once. */
    @RepeatedTest(200)
    void whateverHappensEachCommittedDecisionIsSealedOnce(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        List<GovernedModel> models = List.of(govern(governance), govern(governance));
        List<Transaction> open = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        Set<String> committed = new HashSet<>();
        for (int step = 0; step < 40; step++) {
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    Transaction transaction = new Transaction(memory);
                    open.add(transaction);
                    ids.add(models.get(random.nextInt(2))
                            .joining(transaction)
                            .judge(CALL, ROW)
                            .id());
                }
                case 2, 3 -> {
                    if (!open.isEmpty()) {
                        int ends = random.nextInt(open.size());
                        Transaction transaction = open.remove(ends);
                        String id = ids.remove(ends);
                        if (random.nextInt(4) > 0) {
                            transaction.commit();
                            committed.add(id);
                        }
                    }
                }
                case 4 -> clock.advance(Duration.ofSeconds(random.nextInt(100)));
                default -> {
                    fault(random);
                    try {
                        models.get(random.nextInt(2)).flush();
                    } catch (StoreException e) {
                        assertTrue(String.valueOf(e.getMessage()).contains("must"));
                    }
                }
            }
        }
        store.refuseNext(0);
        store.loseNextAnswers(0);
        clock.advance(Duration.ofMinutes(2));
        models.forEach(GovernedModel::flush);
        models.forEach(GovernedModel::flush);
        assertEquals(committed, Set.copyOf(sealed()));
        assertEquals(committed.size(), sealed().size());
        assertEquals(0, aside());
        assertEquals(committed.size(), governance.recalls().count(models.get(0).permitted()));
        models.forEach(GovernedModel::close);
    }

    private void fault(SplittableRandom random) {
        switch (random.nextInt(3)) {
            case 0 -> store.refuseNext(random.nextInt(3));
            case 1 -> store.loseNextAnswers(random.nextInt(3));
            default -> store.refuseNext(0);
        }
    }
}
