package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.BANK;
import static io.modelgovernance.core.Fixtures.CLEO;
import static io.modelgovernance.core.Fixtures.LOADER;
import static io.modelgovernance.core.Fixtures.PURPOSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.Refusal;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.Kill;
import io.modelgovernance.serving.KillReport;
import io.modelgovernance.serving.Recording;
import io.modelgovernance.serving.ServingOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each engine here stands for a process; its scheduler runs nothing, so that it hears only what it is told to. */
class KillSwitchTest {
    private static final Call CALL = new Call(BANK, PURPOSE);
    private static final double[] ROW = {100, 0};

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private final InMemoryGovernanceStore store = new InMemoryGovernanceStore();
    private Governance office;

    @BeforeEach
    void promote() {
        office = GovernanceEngine.builder().store(store).clock(clock).build();
        Fixtures.promoted(office, directory, "0.0001 0.0005");
    }

    @AfterEach
    void close() {
        assertTrue(office.audit().verify().intact());
        office.close();
    }

    private GovernedModel process(String deployment) {
        Governance process = GovernanceEngine.builder()
                .store(store)
                .clock(clock)
                .scheduler(new Never())
                .build();
        return process.govern(
                "credit-risk",
                LOADER,
                ServingOptions.defaults().withRecording(Recording.standard().withDeployment(deployment)));
    }

    /** Runs nothing by itself. */
    static final class Never extends ScheduledThreadPoolExecutor {
        Never() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(
                Runnable command, long initialDelay, long delay, TimeUnit unit) {
            return super.schedule(() -> {}, 1_000_000, TimeUnit.DAYS);
        }
    }

    @Test
    void thoseWhoHearAcknowledgeAndTheOthersAreListedWithTheEndOfTheirLease() {
        try (GovernedModel one = process("one");
                GovernedModel two = process("two");
                GovernedModel deaf = process("deaf")) {
            GovernedModel gone = process("gone");
            gone.close();
            Kill kill = office.killSwitch().kill(CLEO, "credit-risk", "incident 12");
            KillReport none = office.killSwitch().receipts(kill);
            assertEquals(3, none.absent().size());
            assertFalse(none.complete());
            one.refresh();
            two.refresh();
            assertInstanceOf(Refusal.class, one.judge(CALL, ROW));
            KillReport report = office.killSwitch().conclude(CLEO, kill);
            assertEquals(2, report.acknowledged().size());
            assertEquals("deaf", report.absent().get(0).deployment());
            assertEquals(
                    kill.at().plus(Duration.ofSeconds(30)),
                    report.absent().get(0).leaseEnds());
            assertEquals("gone", report.left().get(0).deployment());
            deaf.refresh();
            assertTrue(office.killSwitch().receipts(kill).complete());
            var entry = office.audit().entries(0, 100).stream()
                    .filter(each -> each.type() == EventType.KILL_REPORTED)
                    .findFirst()
                    .orElseThrow();
            assertEquals("1", entry.details().get("left"));
            assertTrue(entry.details().get("absent").length() > 10);
        }
    }

    @Test
    void whoServesAgainAfterAResumeHasNotAcknowledgedTheNextStop() {
        try (GovernedModel one = process("one")) {
            Kill first = office.killSwitch().kill(CLEO, "credit-risk", "incident 12");
            one.refresh();
            assertTrue(office.killSwitch().receipts(first).complete());
            office.registry().resume(Fixtures.BEN, "credit-risk", "mended");
            one.refresh();
            Kill second = office.killSwitch().kill(CLEO, "credit-risk", "again");
            assertFalse(office.killSwitch().receipts(second).complete());
            one.refresh();
            assertTrue(office.killSwitch().receipts(second).complete());
        }
    }

    @Test
    void aProcessThatIsSilentForLongIsNotWaitedFor() {
        try (GovernedModel one = process("one")) {
            assertInstanceOf(io.modelgovernance.Decision.class, one.judge(CALL, ROW));
            clock.advance(Duration.ofHours(2));
            Kill kill = office.killSwitch().kill(CLEO, "credit-risk", "incident 12");
            KillReport report = office.killSwitch().receipts(kill);
            assertTrue(report.complete());
            assertEquals(1, report.lapsed().size());
        }
    }
}
