package io.modelgovernance.micrometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.modelgovernance.Decision;
import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Refusal;
import io.modelgovernance.Verdict;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.monitoring.FeatureLook;
import io.modelgovernance.monitoring.Look;
import io.modelgovernance.monitoring.TimeWindow;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.Cause;
import io.modelgovernance.serving.Check;
import io.modelgovernance.serving.Outcome;
import io.modelgovernance.serving.ServingListener;
import io.modelgovernance.serving.Tally;
import io.modelgovernance.spi.StoreMeter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final VersionId VERSION = new VersionId("credit-risk", 1);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private double nanos(String verdict, String check) {
        return registry.get("governance.decisions")
                .tags("model", "credit-risk", "verdict", verdict, "check", check)
                .timer()
                .totalTime(TimeUnit.NANOSECONDS);
    }

    @Test
    void eachVerdictIsTimedUnderItsKindAndItsFirstCause() {
        ModelMetrics metrics = ModelMetrics.of(registry, "credit-risk");
        List<Cause> stale = List.of(new Cause(Check.STALENESS, "old"), new Cause(Check.INPUT, "odd"));
        Verdict[] verdicts = {
            new Decision.Served("1", VERSION, 0.1, Outcome.APPROVE, List.of(), List.of()),
            new Decision.Served("2", VERSION, 0.1, Outcome.APPROVE, List.of(), stale),
            new Decision.FellBack("3", VERSION, "rules", Outcome.DECLINE, List.of(), stale),
            new Decision.Referred("4", VERSION, List.of(), List.of()),
            new Refusal("5", "credit-risk to decide", stale)
        };
        for (int i = 0; i < verdicts.length; i++) {
            metrics.answered(verdicts[i], 100 + i);
        }
        assertEquals(100, nanos("served", "none"));
        assertEquals(101, nanos("served", "staleness"));
        assertEquals(102, nanos("fell_back", "staleness"));
        assertEquals(103, nanos("referred", "none"));
        assertEquals(104, nanos("refused", "staleness"));
        assertEquals(0, nanos("refused", "input"));
    }

    @Test
    void lossesAndTheStoresStateAreTold() {
        ModelMetrics metrics = ModelMetrics.of(registry, "credit-risk");
        metrics.lost(3, Tally.Reason.NO_ROOM);
        assertEquals(
                3,
                registry.get("governance.records.lost")
                        .tags("reason", "no_room")
                        .counter()
                        .count());
        assertEquals(1, registry.get("governance.store.up").gauge().value());
        metrics.store(ServingListener.Store.FAILS);
        assertEquals(0, registry.get("governance.store.up").gauge().value());
        metrics.store(ServingListener.Store.ANSWERS);
        assertEquals(1, registry.get("governance.store.up").gauge().value());
    }

    @Test
    void storeCallsAreTimedByOperationAndOutcome() {
        StoreMetrics metrics = StoreMetrics.of(registry);
        metrics.ended("commit", 5, StoreMeter.Outcome.DONE);
        metrics.ended("commit", 7, StoreMeter.Outcome.DONE);
        metrics.ended("commit", 9, StoreMeter.Outcome.UNKNOWN);
        assertEquals(
                12,
                registry.get("governance.store")
                        .tags("operation", "commit", "outcome", "done")
                        .timer()
                        .totalTime(TimeUnit.NANOSECONDS));
        assertEquals(
                1,
                registry.get("governance.store")
                        .tags("outcome", "unknown")
                        .timer()
                        .count());
    }

    @Test
    void windowsAndTheirIndicesAreTold() {
        MonitorMetrics metrics = MonitorMetrics.of(registry, "credit-risk");
        metrics.judged(look("credit-risk", DriftVerdict.DRIFT, Estimate.exact(0.4, 300, "psi")));
        metrics.judged(look("credit-risk", DriftVerdict.NOT_ENOUGH_DATA, Estimate.notEnoughData(3, "few")));
        metrics.judged(look("other", DriftVerdict.DRIFT, Estimate.exact(0.9, 300, "psi")));
        assertEquals(
                1,
                registry.get("governance.monitor.windows")
                        .tags("verdict", "drift")
                        .counter()
                        .count());
        assertEquals(
                0.4,
                registry.get("governance.monitor.stability")
                        .tags("feature", "income")
                        .gauge()
                        .value());
    }

    private static Look look(String model, DriftVerdict verdict, Estimate index) {
        Instant from = Instant.parse("2026-03-01T00:00:00Z");
        return new Look(
                new VersionId(model, 1),
                new TimeWindow(from, from.plusSeconds(3_600)),
                0,
                Map.of(),
                1,
                1,
                verdict,
                300,
                1,
                0.001,
                List.of(new FeatureLook("", "income", verdict, List.of(), index, List.of(300L), 0)),
                List.of(),
                "job",
                from);
    }

    @Test
    void aModelWithoutANameIsRefused() {
        assertThrows(InvalidInputException.class, () -> ModelMetrics.of(registry, " "));
    }
}
