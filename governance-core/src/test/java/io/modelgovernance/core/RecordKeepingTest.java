package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.BANK;
import static io.modelgovernance.core.Fixtures.LOADER;
import static io.modelgovernance.core.Fixtures.PURPOSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.Decision;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.Refusal;
import io.modelgovernance.StoreException;
import io.modelgovernance.Verdict;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.policy.Gates;
import io.modelgovernance.inmemory.FailingStore;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.policy.TierRule;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.Check;
import io.modelgovernance.serving.RecordRule;
import io.modelgovernance.serving.RecordRule.WhenFull;
import io.modelgovernance.serving.Recording;
import io.modelgovernance.serving.ServingListener;
import io.modelgovernance.serving.ServingOptions;
import io.modelgovernance.serving.Tally;
import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.MeteredStore;
import io.modelgovernance.spi.ObservationStore;
import io.modelgovernance.spi.StoreMeter;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No record, no decision: what happens to records while the store is away, mode by mode, to the last one. */
class RecordKeepingTest {
    private static final Call CALL = new Call(BANK, PURPOSE);
    private static final double[] ROW = {100, 0};
    private static final int CAPACITY = 20;

    @TempDir
    Path directory;

    private final InMemoryGovernanceStore memory = new InMemoryGovernanceStore();
    private final AtomicLong ticker = new AtomicLong();
    private final FailingStore store = FailingStore.around(memory);
    private Governance governance;

    @BeforeEach
    void promote() {
        governance = GovernanceEngine.builder().store(store).build();
        Fixtures.promoted(governance, directory, "0.0001 0.0005");
    }

    @AfterEach
    void intact() {
        store.down(false);
        assertTrue(governance.audit().verify().intact());
        governance.close();
    }

    private static ServingOptions options(Recording recording) {
        return ServingOptions.defaults().withCapacity(CAPACITY).withRecording(recording);
    }

    private GovernedModel govern(WhenFull whenFull) {
        RecordRule rule = RecordRule.standard().whenFull(whenFull).maxWait(Duration.ofMillis(20));
        Recording recording = whenFull == WhenFull.SPILL
                ? Recording.standard()
                        .withSpill(directory.resolve("spill"), 1 << 20)
                        .withRule(rule)
                : Recording.standard().withRule(rule);
        return governance.govern("credit-risk", LOADER, options(recording));
    }

    private static List<Verdict> ask(GovernedModel model, int calls) {
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            verdicts.add(model.judge(CALL, ROW));
        }
        return verdicts;
    }

    private static Set<String> served(List<Verdict> verdicts) {
        Set<String> ids = new HashSet<>();
        verdicts.stream().filter(Decision.class::isInstance).map(Verdict::id).forEach(ids::add);
        return ids;
    }

    private Set<String> logged() {
        Set<String> ids = new HashSet<>();
        for (String writer : memory.writers("decision/credit-risk")) {
            memory.read("decision/credit-risk", writer, 0, 100_000).forEach(one -> ids.add(one.id()));
        }
        return ids;
    }

    private long declared(String detail) {
        return governance.audit().entries(0, 1_000).stream()
                .filter(entry -> entry.type() == EventType.DECISIONS_MISSING)
                .map(AuditEntry::details)
                .mapToLong(details -> Long.parseLong(details.getOrDefault(detail, "0")))
                .max()
                .orElse(0);
    }

    @Test
    void refuseLosesNothingAndServesNothingWithoutRoom() {
        try (GovernedModel model = govern(WhenFull.REFUSE)) {
            store.down(true);
            List<Verdict> verdicts = ask(model, 100);
            Set<String> served = served(verdicts);
            assertTrue(served.size() >= CAPACITY && served.size() < 100, () -> "served " + served.size());
            // Which are refused depends on when the writer takes what waits.
            verdicts.stream()
                    .filter(Refusal.class::isInstance)
                    .forEach(refusal -> assertEquals(
                            Check.RECORD, ((Refusal) refusal).causes().get(0).check()));
            store.down(false);
            model.flush();
            assertEquals(served, logged());
            assertEquals(0, declared("dropped"));
        }
    }

    @Test
    void spillLosesNothingAndServesOn() {
        try (GovernedModel model = govern(WhenFull.SPILL)) {
            store.down(true);
            List<Verdict> verdicts = ask(model, 300);
            assertEquals(300, served(verdicts).size());
            Tally tally = model.tally();
            assertEquals(300, tally.served());
            assertEquals(300, tally.spilled() + tally.waiting());
            assertTrue(tally.spilled() >= 300 - 2 * CAPACITY, tally::toString);
            store.down(false);
            verdicts.addAll(ask(model, 10));
            model.flush();
            assertEquals(served(verdicts), logged());
            assertEquals(310, model.tally().stored());
            assertEquals(0, model.tally().spilled());
        }
    }

    @Test
    void whatADeadProcessSpilledIsStoredByTheNext() {
        GovernedModel dead = govern(WhenFull.SPILL);
        store.down(true);
        Set<String> served = served(ask(dead, 100));
        int inMemory = (int) dead.tally().waiting();
        dead.close();
        store.down(false);
        try (GovernedModel next = govern(WhenFull.SPILL)) {
            next.flush();
            Set<String> logged = logged();
            assertTrue(served.containsAll(logged));
            assertTrue(logged.size() >= served.size() - inMemory, () -> logged.size() + " of " + served.size());
        }
    }

    @Test
    void dropCountsWhatIsMissingAndTheLogSaysSo() {
        List<Tally.Reason> heard = new CopyOnWriteArrayList<>();
        ServingListener ears = new ServingListener() {
            @Override
            public void lost(long records, Tally.Reason reason) {
                heard.add(reason);
            }
        };
        Recording recording =
                Recording.standard().withRule(RecordRule.standard().whenFull(WhenFull.DROP));
        try (GovernedModel model =
                governance.govern("credit-risk", LOADER, options(recording).withListener(ears))) {
            store.down(true);
            Set<String> served = served(ask(model, 200));
            assertEquals(200, served.size());
            store.down(false);
            model.flush();
            Set<String> logged = logged();
            assertTrue(served.containsAll(logged));
            assertEquals(served.size(), logged.size() + declared("dropped"), "served = logged + declared gaps");
            assertEquals(heard.size(), declared("dropped"));
            assertEquals(200, declared("served"));
            model.flush();
            assertEquals(heard.size(), declared("dropped"), "declared once");
            assertEquals(model.tally().declared(), model.tally().dropped());
        }
    }

    @Test
    void samplingLeavesOutUndisputedApprovalsOnly() {
        Recording recording =
                Recording.standard().withRule(RecordRule.standard().oneIn(10));
        try (GovernedModel model = governance.govern("credit-risk", LOADER, options(recording))) {
            for (int i = 0; i < 50; i++) {
                model.judge(CALL, ROW);
                model.judge(CALL, new double[] {9_000, 0});
                model.flush();
            }
            Tally tally = model.tally();
            assertEquals(100, tally.served());
            assertTrue(tally.stored() >= 50, "every adverse decision has its record");
            assertEquals(100, tally.stored() + tally.sampledOut());
            assertEquals(tally.sampledOut(), declared("sampledOut"));
        }
    }

    /** What the writer of records meets when memory is short; the whole process without any is in samples/faults. */
    @Test
    void aWriterWithoutMemoryTellsOfItAndGoesOn() {
        AtomicInteger without = new AtomicInteger();
        List<ServingListener.Store> told = new CopyOnWriteArrayList<>();
        ObservationStore starved = (ObservationStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ObservationStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("append") && without.getAndDecrement() > 0) {
                        throw new OutOfMemoryError("planted");
                    }
                    return method.invoke(memory, arguments);
                });
        ServingListener ears = new ServingListener() {
            @Override
            public void store(ServingListener.Store state) {
                told.add(state);
            }
        };
        Recording recording =
                Recording.standard().withRule(RecordRule.standard().whenFull(WhenFull.REFUSE));
        try (Governance hungry = GovernanceEngine.builder()
                        .store(memory, starved, memory)
                        .ticker(ticker::get)
                        .build();
                GovernedModel model =
                        hungry.govern("credit-risk", LOADER, options(recording).withListener(ears))) {
            Set<String> served = served(ask(model, 5));
            without.set(2);
            assertThrows(OutOfMemoryError.class, model::flush);
            assertThrows(OutOfMemoryError.class, model::flush);
            served.addAll(served(ask(model, 5)));
            model.flush();
            assertEquals(10, served.size());
            assertEquals(served, logged(), "nobody was answered without a record");
            assertEquals(List.of(ServingListener.Store.FAILS, ServingListener.Store.ANSWERS), told);
        }
    }

    @Test
    void blockWaitsForRoom() throws Exception {
        RecordRule rule = RecordRule.standard().whenFull(WhenFull.BLOCK).maxWait(Duration.ofMinutes(5));
        ServingOptions options = options(Recording.standard().withRule(rule));
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try (GovernedModel model = governance.govern("credit-risk", LOADER, options)) {
            store.down(true);
            List<Future<List<Verdict>>> asked = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                asked.add(callers.submit(() -> ask(model, 50)));
            }
            while (model.tally().served() < CAPACITY) {
                Thread.onSpinWait();
            }
            store.down(false);
            List<Verdict> verdicts = new ArrayList<>();
            for (Future<List<Verdict>> one : asked) {
                while (!one.isDone()) {
                    model.flush();
                }
                verdicts.addAll(one.get());
            }
            model.flush();
            assertEquals(200, served(verdicts).size());
            assertEquals(served(verdicts), logged());
        } finally {
            callers.shutdownNow();
        }
    }

    private Governance strict() {
        return strict(store);
    }

    private <S extends GovernanceStore & ObservationStore & ContentStore> Governance strict(S kept) {
        Policy standard = Gates.standardPolicy();
        Map<RiskTier, TierRule> tiers = new EnumMap<>(RiskTier.class);
        standard.tiers()
                .forEach((tier, rule) -> tiers.put(tier, new TierRule(rule.votes(), rule.requestValidity(), true)));
        return GovernanceEngine.builder()
                .store(kept)
                .ticker(ticker::get)
                .policy(new Policy("durable/1", standard.gates(), tiers, true))
                .build();
    }

    @Test
    void inAStrictTierADecisionLeavesOnlyWithItsRecord() {
        try (Governance strict = strict();
                GovernedModel model = strict.govern("credit-risk", LOADER, ServingOptions.defaults())) {
            Verdict kept = model.judge(CALL, ROW);
            assertEquals(Set.of(kept.id()), logged(), "without a flush");
            store.down(true);
            Refusal refusal = assertInstanceOf(Refusal.class, model.judge(CALL, ROW));
            assertEquals(Check.RECORD, refusal.causes().get(0).check());
            store.down(false);
            model.flush();
            model.flush();
            Set<String> more = logged();
            more.remove(kept.id());
            assertEquals(more.size(), model.tally().withdrawn(), "a record without its decision is declared");
            assertEquals(model.tally().withdrawn(), declared("withdrawn"));
        }
    }

    /** A process that slept, or a machine that was too busy to confirm the view, is no reason to refuse. */
    @Test
    void inAStrictTierAViewThatIsTooOldIsConfirmedBeforeItIsRefused() {
        try (Governance strict = strict(store);
                GovernedModel model = strict.govern("credit-risk", LOADER, ServingOptions.defaults())) {
            ticker.addAndGet(Duration.ofMinutes(5).toNanos());
            assertInstanceOf(Decision.class, model.judge(CALL, ROW));
            ticker.addAndGet(Duration.ofMinutes(5).toNanos());
            assertEquals(
                    2,
                    served(model.judgeAll(CALL, new double[] {ROW[0], ROW[1], ROW[0], ROW[1]}))
                            .size());
            governance.registry().suspend(Fixtures.CLEO, "credit-risk", "incident 12");
            ticker.addAndGet(Duration.ofMinutes(5).toNanos());
            Refusal stopped = assertInstanceOf(Refusal.class, model.judge(CALL, ROW));
            assertEquals(Check.PERMIT, stopped.causes().get(0).check(), "what it was not told meanwhile, it asks");
            store.down(true);
            ticker.addAndGet(Duration.ofMinutes(5).toNanos());
            Refusal stale = assertInstanceOf(Refusal.class, model.judge(CALL, ROW));
            assertTrue(stale.causes().stream().anyMatch(cause -> cause.check() == Check.STALENESS));
        }
    }

    /** Without the quota the flood takes all the room, and the target is refused. */
    @Test
    void aFloodOfOneCallerLeavesRoomForTheOthers() {
        RecordRule rule = RecordRule.standard().whenFull(WhenFull.REFUSE);
        Recording open = Recording.standard().withRule(rule);
        Call flood = new Call(Actor.service("flood"), PURPOSE);
        for (Recording recording : List.of(open, open.withCallerShare(0.5))) {
            Set<String> served = new HashSet<>();
            try (GovernedModel model = governance.govern("credit-risk", LOADER, options(recording))) {
                served.addAll(served(ask(model, 1)));
                store.down(true);
                assertThrows(StoreException.class, model::flush, "what waited is in hand");
                for (int i = 0; i < 3 * CAPACITY; i++) {
                    served.addAll(served(List.of(model.judge(flood, ROW))));
                }
                Set<String> batch = served(model.judgeAll(flood, new double[2 * CAPACITY]));
                assertEquals(Set.of(), batch, "a batch has no more room");
                Verdict target = model.judge(CALL, ROW);
                assertEquals(recording.callerShare() < 1, target instanceof Decision, target::toString);
                served.addAll(served(List.of(target)));
                store.down(false);
                assertTrue(model.flush() > 0);
                served.addAll(served(List.of(model.judge(flood, ROW))));
                model.flush();
                assertTrue(logged().containsAll(served), "the share is free again, and nothing is lost");
            }
        }
    }

    /** Handed over as one, it is stored in several parts, in order. */
    @Test
    void aLargeBatchIsKeptToItsLastRecord() {
        double[] rows = new double[2 * 1_300];
        Arrays.fill(rows, ROW[0]);
        try (GovernedModel model = governance.govern("credit-risk", LOADER, ServingOptions.defaults())) {
            List<Verdict> verdicts = new ArrayList<>(ask(model, 3));
            verdicts.addAll(model.judgeAll(CALL, rows));
            verdicts.addAll(ask(model, 2));
            assertEquals(1_305, served(verdicts).size());
            model.flush();
            assertEquals(served(verdicts), logged());
            assertEquals(0, model.tally().waiting());
        }
    }

    @Test
    void ofABatchThatFindsNoRoomAsManyAreServedAsAreKept() {
        double[] rows = new double[2 * 10 * CAPACITY];
        Arrays.fill(rows, ROW[0]);
        try (GovernedModel model = govern(WhenFull.REFUSE)) {
            List<Verdict> verdicts = model.judgeAll(CALL, rows);
            assertEquals(10 * CAPACITY, verdicts.size());
            assertTrue(served(verdicts).size() >= CAPACITY, "there was room for so many");
            model.flush();
            assertEquals(served(verdicts), logged());
        }
    }

    /** One wait for a batch, not one for each of its records: else a batch on a disk is as slow as its rows are many. */
    @Test
    void inAStrictTierABatchIsStoredTogether() {
        AtomicInteger appends = new AtomicInteger();
        StoreMeter meter = (operation, nanos, outcome) -> {
            if (operation.equals("append")) {
                appends.incrementAndGet();
            }
        };
        double[] rows = new double[2 * 400];
        Arrays.fill(rows, 0, rows.length, ROW[0]);
        try (Governance strict = strict(MeteredStore.of(store, meter));
                GovernedModel model = strict.govern("credit-risk", LOADER, ServingOptions.defaults())) {
            List<Verdict> verdicts = model.judgeAll(CALL, rows);
            assertEquals(400, served(verdicts).size());
            assertEquals(served(verdicts), logged(), "without a flush");
            assertTrue(appends.get() < 100, "stored by " + appends + " appends");
            store.down(true);
            assertTrue(served(model.judgeAll(CALL, rows)).isEmpty(), "none of it leaves without its record");
        }
    }

    @Test
    void inAStrictTierTheLocalJournalIsEnough() {
        RecordRule rule = RecordRule.standard().whenFull(WhenFull.SPILL);
        Recording recording = Recording.standard()
                .withSpill(directory.resolve("strict"), 1 << 20)
                .withRule(rule);
        try (Governance strict = strict();
                GovernedModel model = strict.govern(
                        "credit-risk", LOADER, ServingOptions.defaults().withRecording(recording))) {
            store.down(true);
            List<Verdict> verdicts = ask(model, 30);
            assertEquals(30, served(verdicts).size());
            assertEquals(30, model.tally().spilled());
            store.down(false);
            model.flush();
            assertEquals(served(verdicts), logged());
        }
    }

    @Test
    void aLostAnswerDoublesNothing() {
        try (GovernedModel model = govern(WhenFull.REFUSE)) {
            Set<String> served = served(ask(model, 5));
            store.loseNextAnswers(1);
            model.flush();
            model.flush();
            assertEquals(served, logged());
            assertEquals(5, model.tally().stored());
        }
    }
}
