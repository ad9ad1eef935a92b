package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.CLEO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Governance;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.Subscription;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.registry.VersionId;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every change reaches every listener in order, at least once, and again from where it left off. */
class FeedTest {
    private static final long PATIENCE = 60;

    @TempDir
    Path directory;

    private final InMemoryGovernanceStore store = new InMemoryGovernanceStore();
    private final BlockingQueue<Long> seen = new ArrayBlockingQueue<>(1_000);

    private Governance engine() {
        return GovernanceEngine.builder().store(store).clock(new MovableClock()).build();
    }

    private List<Long> next(long from, long to) throws InterruptedException {
        long[] positions = new long[(int) (to - from + 1)];
        for (int i = 0; i < positions.length; i++) {
            Long one = seen.poll(PATIENCE, TimeUnit.SECONDS);
            positions[i] = one == null ? -1 : one;
        }
        return LongStream.of(positions).boxed().toList();
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void aListenerGoesOnWhereItLeftOff() throws Exception {
        long first;
        try (Governance governance = engine();
                Subscription feed = governance.subscribe(0, entry -> seen.add(entry.position()))) {
            Fixtures.promoted(governance, directory, "1 2");
            first = store.head().position();
            assertEquals(range(1, first), next(1, first));
            assertTrue(feed.position() >= first - 1);
        }
        try (Governance governance = engine()) {
            Fixtures.register(governance, directory, "3 4");
        }
        long second = store.head().position();
        try (Governance governance = engine();
                Subscription feed = governance.subscribe(first, entry -> seen.add(entry.position()))) {
            assertEquals(range(first + 1, second), next(first + 1, second));
            assertTrue(feed.position() <= second);
        }
    }

    @Test
    void whatAListenerDidNotTakeComesAgainBeforeAnythingElse() throws Exception {
        AtomicInteger failures = new AtomicInteger(3);
        try (Governance governance = engine();
                Subscription feed = governance.subscribe(0, entry -> {
                    seen.add(entry.position());
                    if (entry.position() == 2 && failures.getAndDecrement() > 0) {
                        throw new IllegalStateException("not now");
                    }
                })) {
            VersionId one = Fixtures.register(governance, directory, "1 2");
            governance.custody().deprecate(CLEO, one, "old");
            long last = store.head().position();
            assertEquals(List.of(1L, 2L, 2L, 2L), next(1, 4));
            assertEquals(range(2, last), next(2, last));
            assertTrue(feed.position() >= last - 1);
        }
    }

    /** The listener is held in its first entry while somebody closes; the entries behind it are never delivered. */
    @Test
    void afterItIsClosedNothingIsDelivered() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        try (Governance governance = engine()) {
            Fixtures.promoted(governance, directory, "1 2");
            Subscription feed = governance.subscribe(0, entry -> {
                seen.add(entry.position());
                entered.countDown();
                await(leave);
            });
            await(entered);
            Thread closing = new Thread(feed::close);
            closing.start();
            while (closing.getState() != Thread.State.BLOCKED && closing.isAlive()) {
                Thread.onSpinWait();
            }
            leave.countDown();
            closing.join();
            assertEquals(1, feed.position());
        }
        assertEquals(List.of(1L), List.copyOf(seen));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(1, TimeUnit.MINUTES));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aListenerThatFailsHoldsUpNoOther() throws Exception {
        try (Governance governance = engine();
                Subscription broken = governance.subscribe(0, FeedTest::fail);
                Subscription feed = governance.subscribe(0, entry -> seen.add(entry.position()))) {
            Fixtures.register(governance, directory, "1 2");
            long last = store.head().position();
            assertEquals(range(1, last), next(1, last));
            assertEquals(0, broken.position());
            assertTrue(feed.position() >= last - 1);
        }
    }

    private static void fail(AuditEntry entry) {
        throw new IllegalStateException("never " + entry.position());
    }
}
