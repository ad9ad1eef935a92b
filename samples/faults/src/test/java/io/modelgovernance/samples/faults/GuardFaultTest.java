package io.modelgovernance.samples.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.modelgovernance.Governance;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.core.policy.Gates;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.jdbc.JdbcSchema;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.policy.TierRule;
import io.modelgovernance.risk.RiskTier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Decisions are made while the server dies, freezes, is slow or full, or the clock jumps. In the modes that promise it no
 * record is lost; in the one that may drop, decisions served are those logged and those declared missing.
 */
@Timeout(240)
@DisabledOnOs(OS.WINDOWS)
class GuardFaultTest {
    private static final int ENOUGH = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private static Path data;

    @TempDir
    private static Path files;

    private static Server server;

    private final Clock right = Clock.systemUTC();
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final List<DecisionDesk> desks = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        server = new Server(data.resolve("pg"));
        JdbcSchema.install(server.direct());
        try (Governance office = GovernanceEngine.builder()
                .store(JdbcGovernanceStore.of(server.direct()))
                .build()) {
            Counter.promote(office, files);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static Policy durable() {
        Policy standard = Gates.standardPolicy();
        Map<RiskTier, TierRule> tiers = new EnumMap<>(RiskTier.class);
        standard.tiers()
                .forEach((tier, rule) -> tiers.put(tier, new TierRule(rule.votes(), rule.requestValidity(), true)));
        return new Policy("durable/1", standard.gates(), tiers, true);
    }

    private static HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(Server.database(server.port(), "&socketTimeout=1&connectTimeout=1"));
        config.setMaximumPoolSize(8);
        config.setConnectionTimeout(1_000);
        return new HikariDataSource(config);
    }

    private void awaitAll(Predicate<DecisionDesk> condition, String what) {
        Instant deadline = right.instant().plus(PATIENCE);
        for (DecisionDesk desk : desks) {
            while (!condition.test(desk)) {
                assertTrue(right.instant().isBefore(deadline), what + " not within " + PATIENCE);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        }
    }

    private void awaitMore() {
        int[] before = desks.stream().mapToInt(DecisionDesk::served).toArray();
        awaitAll(desk -> desk.served() >= before[desks.indexOf(desk)] + ENOUGH, "more decisions");
    }

    private void keepAsking(DecisionDesk desk) {
        while (open.get()) {
            desk.ask();
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyDecisionIsLoggedOrDeclaredMissing(ServingFault fault, @TempDir Path spill) throws Exception {
        assumeTrue(fault.possible());
        SwitchedClock clock = new SwitchedClock(right, new JumpingClock(7));
        ExecutorService callers = Executors.newCachedThreadPool();
        try (HikariDataSource pool = pool()) {
            JdbcGovernanceStore store = JdbcGovernanceStore.of(pool);
            try (Governance plain =
                            GovernanceEngine.builder().store(store).clock(clock).build();
                    Governance strict = GovernanceEngine.builder()
                            .store(store)
                            .clock(clock)
                            .policy(durable())
                            .build()) {
                for (DecisionDesk.Mode mode : DecisionDesk.Mode.values()) {
                    desks.add(new DecisionDesk(mode, mode == DecisionDesk.Mode.DURABLE ? strict : plain, spill));
                }
                List<Future<?>> asked = new ArrayList<>();
                desks.forEach(desk -> asked.add(callers.submit(() -> keepAsking(desk))));
                awaitMore();
                fault.strike(server, clock);
                if (fault.stopsTheStore()) {
                    awaitAll(DecisionDesk::suffers, "effects of " + fault);
                } else {
                    awaitMore();
                }
                fault.heal(server, clock);
                awaitAll(DecisionDesk::recovered, "recovery from " + fault);
                awaitMore();
                open.set(false);
                for (Future<?> one : asked) {
                    one.get();
                }
                desks.forEach(desk -> desk.requireNothingLost(plain, store));
                assertTrue(plain.audit().verify().intact());
                desks.forEach(DecisionDesk::close);
            }
        } finally {
            open.set(false);
            callers.shutdownNow();
        }
    }
}
