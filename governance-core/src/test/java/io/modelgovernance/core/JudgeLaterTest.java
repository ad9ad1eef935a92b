package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.BANK;
import static io.modelgovernance.core.Fixtures.LOADER;
import static io.modelgovernance.core.Fixtures.PURPOSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Decision;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.Refusal;
import io.modelgovernance.Verdict;
import io.modelgovernance.core.policy.Gates;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.policy.TierRule;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.Check;
import io.modelgovernance.serving.RecordRule;
import io.modelgovernance.serving.RecordRule.WhenFull;
import io.modelgovernance.serving.Recording;
import io.modelgovernance.serving.ServingOptions;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.ObservationStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A caller that must not be held is answered later, and then as it would have been had it waited. */
class JudgeLaterTest {
    private static final Call CALL = new Call(BANK, PURPOSE);
    private static final double[] ROW = {100, 0};
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private final AtomicLong ticker = new AtomicLong();
    private final InMemoryGovernanceStore memory = new InMemoryGovernanceStore();
    private final Gate gate = new Gate();
    private Governance governance;

    /** A store of observations that stands still while it is shut. */
    private final class Gate implements ObservationStore {
        private volatile CountDownLatch open = new CountDownLatch(0);

        void shut() {
            open = new CountDownLatch(1);
        }

        void open() {
            open.countDown();
        }

        @Override
        public void append(List<Observation> batch) {
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            memory.append(batch);
        }

        @Override
        public List<Observation> read(String stream, String writer, long after, int limit) {
            return memory.read(stream, writer, after, limit);
        }

        @Override
        public List<String> writers(String stream) {
            return memory.writers(stream);
        }

        @Override
        public Optional<Observation> find(String stream, String id) {
            return memory.find(stream, id);
        }
    }

    private GovernedModel govern(boolean durable, RecordRule rule, int capacity) {
        Policy standard = Gates.standardPolicy();
        Map<RiskTier, TierRule> tiers = new EnumMap<>(RiskTier.class);
        standard.tiers()
                .forEach((tier, its) -> tiers.put(tier, new TierRule(its.votes(), its.requestValidity(), durable)));
        governance = GovernanceEngine.builder()
                .store(memory, gate, memory)
                .policy(new Policy("later/1", standard.gates(), tiers, true))
                .ticker(ticker::get)
                .build();
        Fixtures.promoted(governance, directory, "0.0001 0.0005");
        return governance.govern(
                "credit-risk",
                LOADER,
                ServingOptions.defaults()
                        .withCapacity(capacity)
                        .withRecording(Recording.standard().withRule(rule)));
    }

    @AfterEach
    void close() {
        gate.open();
        governance.close();
    }

    private static RecordRule rule(WhenFull whenFull, Duration longest) {
        return RecordRule.standard().whenFull(whenFull).maxWait(longest);
    }

    private static Verdict await(CompletableFuture<Verdict> later) throws Exception {
        return later.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static List<CompletableFuture<Verdict>> ask(GovernedModel model, int calls) {
        List<CompletableFuture<Verdict>> asked = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            asked.add(model.judgeLater(CALL, ROW).toCompletableFuture());
        }
        return asked;
    }

    @Test
    void whereNothingIsToBeWaitedForTheAnswerIsThereAtOnce() throws Exception {
        try (GovernedModel model = govern(false, rule(WhenFull.REFUSE, PATIENCE), 100)) {
            gate.shut();
            for (CompletableFuture<Verdict> one : ask(model, 50)) {
                assertTrue(one.isDone());
                assertInstanceOf(Decision.Served.class, await(one));
            }
            assertInstanceOf(
                    Refusal.class,
                    await(model.judgeLater(CALL, new double[] {Double.NaN}).toCompletableFuture()));
            gate.open();
        }
    }

    @Test
    void aRecordThatMustBeStoredFirstIsWaitedForByNobody() throws Exception {
        try (GovernedModel model = govern(true, rule(WhenFull.REFUSE, PATIENCE), 1_000)) {
            gate.shut();
            List<CompletableFuture<Verdict>> asked = ask(model, 300);
            assertTrue(asked.stream().noneMatch(CompletableFuture::isDone));
            CompletableFuture<Thread> answering = asked.get(0).thenApply(verdict -> Thread.currentThread());
            gate.open();
            for (CompletableFuture<Verdict> one : asked) {
                Verdict verdict = await(one);
                assertInstanceOf(Decision.Served.class, verdict);
                assertTrue(model.record(verdict.id()).isPresent());
            }
            assertNotSame(Thread.currentThread(), answering.get());
            assertEquals(300, model.tally().served());
        }
    }

    @Test
    void aRecordThatIsNotStoredInTimeIsARefusal() throws Exception {
        try (GovernedModel model = govern(true, rule(WhenFull.REFUSE, Duration.ofMillis(20)), 1_000)) {
            gate.shut();
            for (CompletableFuture<Verdict> one : ask(model, 3)) {
                Refusal refused = assertInstanceOf(Refusal.class, await(one));
                assertEquals(Check.RECORD, refused.causes().get(0).check());
            }
            gate.open();
            model.flush();
            assertEquals(0, model.tally().served());
        }
    }

    @Test
    void aFullQueueIsTriedAgainUntilThereIsRoom() throws Exception {
        try (GovernedModel model = govern(false, rule(WhenFull.BLOCK, PATIENCE), 5)) {
            gate.shut();
            List<CompletableFuture<Verdict>> asked = ask(model, 30);
            assertFalse(asked.get(29).isDone());
            gate.open();
            for (CompletableFuture<Verdict> one : asked) {
                assertInstanceOf(Decision.Served.class, await(one));
            }
            model.flush();
            assertEquals(30, model.tally().stored());
        }
    }

    @Test
    void aViewThatIsTooOldIsConfirmedFirst() throws Exception {
        try (GovernedModel model = govern(true, rule(WhenFull.REFUSE, PATIENCE), 5)) {
            ticker.addAndGet(Duration.ofHours(1).toNanos());
            assertInstanceOf(
                    Decision.Served.class, await(model.judgeLater(CALL, ROW).toCompletableFuture()));
            governance.registry().suspend(Fixtures.CLEO, "credit-risk", "incident 12");
            ticker.addAndGet(Duration.ofHours(1).toNanos());
            Refusal refused = assertInstanceOf(
                    Refusal.class, await(model.judgeLater(CALL, ROW).toCompletableFuture()));
            assertEquals(Check.PERMIT, refused.causes().get(0).check());
        }
    }
}
