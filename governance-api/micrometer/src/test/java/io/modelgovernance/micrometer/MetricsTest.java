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
import io.modelgovernance.monitoring.Alert;
import io.modelgovernance.monitoring.FeatureLook;
import io.modelgovernance.monitoring.FigureLook;
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

    @Test
    void figuresOfRulesAreTold() {
        MonitorMetrics metrics = MonitorMetrics.of(registry, "credit-risk");
        metrics.judged(
                look("credit-risk", figure("", Estimate.of(0.7, 0.6, 0.75, 0.999, 400, "exact"), DriftVerdict.DRIFT)));
        metrics.judged(look(
                "credit-risk", figure("young", Estimate.of(0.9, 0.8, 0.95, 0.999, 90, "exact"), DriftVerdict.STABLE)));
        metrics.judged(look("credit-risk", figure("", Estimate.notEnoughData(3, "few"), DriftVerdict.WARNING)));
        metrics.judged(look("other", figure("", Estimate.exact(0.1, 400, "exact"), DriftVerdict.DRIFT)));
        assertEquals(List.of(0.7, 0.6, 0.75), List.of(part("", "value"), part("", "low"), part("", "high")));
        assertEquals(
                List.of(0.9, 0.8, 0.95), List.of(part("young", "value"), part("young", "low"), part("young", "high")));
        assertEquals(
                List.of(1.0, 0.0), List.of(state(""), state("young")), "a window without data changes the state alone");
        assertEquals(6, registry.get("governance.monitor.figure").gauges().size());
        metrics.judged(look("credit-risk", figure("young", Estimate.exact(0.1, 90, "exact"), DriftVerdict.DRIFT)));
        assertEquals(List.of(0.1, 2.0), List.of(part("young", "high"), state("young")));
    }

    private double part(String segment, String part) {
        return registry.get("governance.monitor.figure")
                .tags("model", "credit-risk", "rule", "accuracy", "feature", "", "segment", segment, "part", part)
                .gauge()
                .value();
    }

    private double state(String segment) {
        return registry.get("governance.monitor.state")
                .tags("model", "credit-risk", "rule", "accuracy", "feature", "", "segment", segment)
                .gauge()
                .value();
    }

    private static FigureLook figure(String segment, Estimate figure, DriftVerdict state) {
        Instant from = Instant.parse("2026-03-01T00:00:00Z");
        TimeWindow window = new TimeWindow(from, from.plusSeconds(3_600));
        return new FigureLook(Alert.Kind.PERFORMANCE, "accuracy", "", window, figure, 400, 400, state, state, segment);
    }

    private static Look look(String model, FigureLook figure) {
        return new Look(
                new VersionId(model, 1),
                figure.window(),
                0,
                Map.of(),
                1,
                1,
                figure.verdict(),
                400,
                1,
                0.001,
                List.of(),
                List.of(figure),
                "job",
                figure.window().to());
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
