package io.modelgovernance.core.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.policy.Access;
import io.modelgovernance.spi.RecordKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RightOfWayTest {
    private static final Actor ANA = Actor.human("ana", "developer");
    private static final RecordKey COUNT = new RecordKey("model/m", "count", "1");

    private final InMemoryGovernanceStore store = new InMemoryGovernanceStore();
    private final Ledger ledger = new Ledger("log", store, Clock.systemUTC(), Access.standard());
    private final List<Thread> rivals = new ArrayList<>();

    private int increment(Ledger by, Runnable betweenReadingAndWriting) {
        return by.act(ANA, EventType.EDGES_RECORDED, "m", "", act -> {
            int next = act.find(Integer.class, COUNT).orElse(0) + 1;
            betweenReadingAndWriting.run();
            act.put(COUNT, next);
            return next;
        });
    }

    private int count() {
        return ledger.find(Integer.class, COUNT, AsOf.now()).orElse(0);
    }

    /** A rival acts as soon as this one has read: until done, or made to wait. */
    private void rival(Ledger by) {
        Thread rival = new Thread(() -> increment(by, () -> {}));
        rivals.add(rival);
        rival.start();
        while (rival.isAlive() && rival.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void rivalsComeToTheirTurn() throws InterruptedException {
        for (Thread rival : rivals) {
            rival.join();
        }
    }

    @Test
    void whoAlwaysMeetsAnotherGoesAloneInTheEnd() throws InterruptedException {
        AtomicInteger attempts = new AtomicInteger();
        int mine = increment(ledger, () -> {
            attempts.incrementAndGet();
            rival(ledger);
        });
        assertEquals(4, attempts.get(), "the fourth attempt met nobody");
        assertEquals(4, mine);
        rivalsComeToTheirTurn();
        assertEquals(5, count(), "and who had to wait came next");
    }

    /** No lock of a process holds another process back; a rival who never lets go is told of. */
    @Test
    void ofAnotherProcessItIsToldInTheEnd() {
        Ledger elsewhere = new Ledger("log", store, Clock.systemUTC(), Access.standard());
        ConflictException conflict =
                assertThrows(ConflictException.class, () -> increment(ledger, () -> rival(elsewhere)));
        assertTrue(conflict.getMessage().contains("50 times"), conflict::getMessage);
        assertEquals(50, count());
        assertEquals(51, increment(ledger, () -> {}), "nothing is still held");
    }

    @Test
    void anActWithinAnotherDoesNotWaitForIt() {
        Ledger elsewhere = new Ledger("log", store, Clock.systemUTC(), Access.standard());
        RecordKey other = new RecordKey("model/other", "count", "1");
        AtomicInteger inner = new AtomicInteger();
        ledger.act(ANA, EventType.EDGES_RECORDED, "other", "", act -> {
            increment(ledger, () -> {
                if (inner.incrementAndGet() < 10) {
                    rival(elsewhere);
                }
            });
            act.put(other, 1);
            return 1;
        });
        assertEquals(10, inner.get());
        assertEquals(10, count());
    }

    @Test
    void nobodyWaitsLongBehindAnActThatHangs() throws InterruptedException {
        RightOfWay road = new RightOfWay(Duration.ofMillis(20));
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        for (int attempt : new int[] {1, 4}) {
            Thread hanging = new Thread(() -> {
                try (RightOfWay.Way unused = road.enter(attempt)) {
                    entered.countDown();
                    over.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            rivals.add(hanging);
            hanging.start();
            entered.await();
            road.enter(4).close();
            road.enter(1).close();
        }
        Thread.currentThread().interrupt();
        road.enter(4).close();
        assertTrue(Thread.interrupted(), "the caller still knows that it was interrupted");
        over.countDown();
    }

    /** An act that fails gives way again. */
    @Test
    void aBodyThatThrowsHoldsNothing() throws InterruptedException {
        AtomicInteger attempts = new AtomicInteger();
        assertThrows(
                IllegalStateException.class,
                () -> increment(ledger, () -> {
                    if (attempts.incrementAndGet() == 4) {
                        throw new IllegalStateException("planted");
                    }
                    rival(ledger);
                }));
        rivalsComeToTheirTurn();
        Thread other = new Thread(() -> increment(ledger, () -> {}));
        other.start();
        other.join();
        assertEquals(4, count());
    }
}
