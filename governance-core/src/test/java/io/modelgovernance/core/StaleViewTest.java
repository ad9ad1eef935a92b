package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.BANK;
import static io.modelgovernance.core.Fixtures.LOADER;
import static io.modelgovernance.core.Fixtures.PURPOSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Decision;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.Refusal;
import io.modelgovernance.Verdict;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.Check;
import io.modelgovernance.serving.Checks;
import io.modelgovernance.serving.RecordRule;
import io.modelgovernance.serving.Recording;
import io.modelgovernance.serving.Response;
import io.modelgovernance.serving.ServingOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call whose view of the registry is too old: a process that was idle or starved, or one that lost the store. */
class StaleViewTest {
    private static final Call CALL = new Call(BANK, PURPOSE);
    private static final double[] GOOD = {100, 0};
    private static final Duration IDLE = Duration.ofHours(1);

    private static final RecordRule BLOCKING = RecordRule.standard().whenFull(RecordRule.WhenFull.BLOCK);
    private static final ServingOptions WAITING =
            ServingOptions.defaults().withRecording(Recording.standard().withRule(BLOCKING));

    @TempDir
    Path directory;

    private final AtomicLong ticker = new AtomicLong();
    private final InMemoryGovernanceStore memory = new InMemoryGovernanceStore();
    private final FaultyStore store = new FaultyStore(memory);
    private Governance governance;

    @BeforeEach
    void promote() {
        governance = GovernanceEngine.builder()
                .store(store, memory, store)
                .clock(new MovableClock())
                .ticker(ticker::get)
                .build();
        Fixtures.promoted(governance, directory, "0.0001 0.0005");
    }

    @AfterEach
    void close() {
        store.heal();
        governance.close();
    }

    @Test
    void anIdlePeriodIsNoReasonToRefuse() {
        try (GovernedModel model = governance.govern("credit-risk", LOADER, WAITING)) {
            ticker.addAndGet(IDLE.toNanos());
            assertInstanceOf(Decision.Served.class, model.judge(CALL, GOOD));
            ticker.addAndGet(IDLE.toNanos());
            assertInstanceOf(Decision.Served.class, model.judgeAll(CALL, GOOD).get(0));
            ticker.addAndGet(IDLE.toNanos());
            assertEquals(1, model.permitted().number());
        }
    }

    @Test
    void aStopDuringAnIdlePeriodIsSeen() {
        try (GovernedModel model = governance.govern("credit-risk", LOADER, WAITING)) {
            governance.registry().suspend(Fixtures.CLEO, "credit-risk", "incident 12");
            ticker.addAndGet(IDLE.toNanos());
            Refusal refused = assertInstanceOf(Refusal.class, model.judge(CALL, GOOD));
            assertEquals(Check.PERMIT, refused.causes().get(0).check());
        }
    }

    @Test
    void aLostStoreIsAskedOnceAndThenLeftAlone() {
        try (GovernedModel model = governance.govern("credit-risk", LOADER, WAITING)) {
            store.failAfter(0);
            ticker.addAndGet(IDLE.toNanos());
            assertRefused(model.judge(CALL, GOOD), "the store was asked again and failed");
            assertRefused(model.judge(CALL, GOOD), "the store failed and is left alone for a moment");
            store.heal();
            ticker.addAndGet(IDLE.toNanos());
            assertInstanceOf(Decision.Served.class, model.judge(CALL, GOOD));
        }
    }

    @Test
    void aStoreThatHangsIsAskedByOneAndHoldsNobodyLonger() {
        RecordRule brief = BLOCKING.maxWait(Duration.ofMillis(50));
        ServingOptions options =
                ServingOptions.defaults().withRecording(Recording.standard().withRule(brief));
        CountDownLatch answers = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        try (GovernedModel model = governance.govern("credit-risk", LOADER, options)) {
            store.showHeads(head -> {
                asked.incrementAndGet();
                try {
                    answers.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return head;
            });
            ticker.addAndGet(IDLE.toNanos());
            assertRefused(model.judge(CALL, GOOD), "did not answer in time");
            assertRefused(model.judge(CALL, GOOD), "did not answer in time");
            assertEquals(1, asked.get());
            store.showHeads(head -> head);
            answers.countDown();
        }
    }

    @Test
    void whereAStaleViewMayServeNothingIsAsked() {
        Checks open = Checks.standard().on(Check.STALENESS, Response.COUNT);
        try (GovernedModel model = governance.govern(
                "credit-risk", LOADER, ServingOptions.defaults().withChecks(open))) {
            ticker.addAndGet(IDLE.toNanos());
            Verdict served = assertInstanceOf(Decision.Served.class, model.judge(CALL, GOOD));
            assertEquals(Check.STALENESS, served.causes().get(0).check());
            model.flush();
            assertEquals(
                    Check.STALENESS,
                    model.record(served.id()).orElseThrow().breaches().get(0).check());
        }
    }

    private static void assertRefused(Verdict verdict, String why) {
        Refusal refused = assertInstanceOf(Refusal.class, verdict);
        assertEquals(Check.STALENESS, refused.causes().get(0).check());
        String text = refused.causes().get(0).text();
        assertTrue(text.contains(why), text);
    }
}
