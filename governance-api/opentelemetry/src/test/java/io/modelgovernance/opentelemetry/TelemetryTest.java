package io.modelgovernance.opentelemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.modelgovernance.Decision;
import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Refusal;
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
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TelemetryTest {
    private static final VersionId VERSION = new VersionId("credit-risk", 1);

    /** Reads what instruments hold when it is asked. */
    private static final class Reader implements MetricReader {
        private CollectionRegistration registration = CollectionRegistration.noop();

        @Override
        public void register(CollectionRegistration given) {
            registration = given;
        }

        @Override
        public CompletableResultCode forceFlush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public AggregationTemporality getAggregationTemporality(InstrumentType type) {
            return AggregationTemporality.CUMULATIVE;
        }

        Collection<MetricData> read() {
            return registration.collectAllMetrics();
        }
    }

    private final Reader reader = new Reader();
    private final Meter meter =
            SdkMeterProvider.builder().registerMetricReader(reader).build().get("governance");

    /** What an instrument holds, by its attributes. */
    private Map<String, Double> values(String name) {
        Map<String, Double> values = new TreeMap<>();
        for (MetricData metric : reader.read()) {
            if (metric.getName().equals(name)) {
                metric.getLongSumData()
                        .getPoints()
                        .forEach(point -> values.put(text(point), (double) point.getValue()));
                metric.getLongGaugeData()
                        .getPoints()
                        .forEach(point -> values.put(text(point), (double) point.getValue()));
                metric.getDoubleGaugeData().getPoints().forEach(point -> values.put(text(point), point.getValue()));
                metric.getHistogramData().getPoints().forEach(point -> values.put(text(point), point.getSum()));
            }
        }
        return values;
    }

    private static String text(PointData point) {
        Map<String, String> sorted = new TreeMap<>();
        point.getAttributes().forEach((key, value) -> sorted.put(key.getKey(), value.toString()));
        return sorted.toString();
    }

    @Test
    void verdictsLossesAndTheStoresStateAreTold() {
        ModelTelemetry telemetry = ModelTelemetry.of(meter, "credit-risk");
        List<Cause> stale = List.of(new Cause(Check.STALENESS, "old"));
        telemetry.answered(
                new Decision.Served("1", VERSION, 0.1, Outcome.APPROVE, List.of(), List.of()), 2_000_000_000);
        telemetry.answered(
                new Decision.FellBack("2", VERSION, "rules", Outcome.DECLINE, List.of(), stale), 1_000_000_000);
        telemetry.answered(new Decision.Referred("3", VERSION, List.of(), List.of()), 3_000_000_000L);
        telemetry.answered(new Refusal("4", "credit-risk to decide", stale), 4_000_000_000L);
        telemetry.lost(3, Tally.Reason.NO_ROOM);
        telemetry.store(ServingListener.Store.FAILS);
        assertEquals(
                Map.of(
                        "{check=none, model=credit-risk, verdict=served}", 2.0,
                        "{check=staleness, model=credit-risk, verdict=fell_back}", 1.0,
                        "{check=none, model=credit-risk, verdict=referred}", 3.0,
                        "{check=staleness, model=credit-risk, verdict=refused}", 4.0),
                values("governance.decisions"));
        assertEquals(Map.of("{model=credit-risk, reason=no_room}", 3.0), values("governance.records.lost"));
        assertEquals(Map.of("{model=credit-risk}", 0.0), values("governance.store.up"));
        telemetry.store(ServingListener.Store.ANSWERS);
        assertEquals(Map.of("{model=credit-risk}", 1.0), values("governance.store.up"));
    }

    @Test
    void windowsAndTheirIndicesAreTold() {
        MonitorTelemetry telemetry = MonitorTelemetry.of(meter, "credit-risk");
        telemetry.judged(look("credit-risk", DriftVerdict.DRIFT, Estimate.exact(0.4, 300, "psi")));
        telemetry.judged(look("credit-risk", DriftVerdict.NOT_ENOUGH_DATA, Estimate.notEnoughData(3, "few")));
        telemetry.judged(look("other", DriftVerdict.DRIFT, Estimate.exact(0.9, 300, "psi")));
        assertEquals(
                Map.of(
                        "{model=credit-risk, verdict=drift}", 1.0,
                        "{model=credit-risk, verdict=not_enough_data}", 1.0),
                values("governance.monitor.windows"));
        assertEquals(Map.of("{feature=income, model=credit-risk}", 0.4), values("governance.monitor.stability"));
    }

    @Test
    void figuresOfRulesAreTold() {
        MonitorTelemetry metrics = MonitorTelemetry.of(meter, "credit-risk");
        metrics.judged(
                look("credit-risk", figure("", Estimate.of(0.7, 0.6, 0.75, 0.999, 400, "exact"), DriftVerdict.DRIFT)));
        metrics.judged(look(
                "credit-risk", figure("young", Estimate.of(0.9, 0.8, 0.95, 0.999, 90, "exact"), DriftVerdict.STABLE)));
        metrics.judged(look("credit-risk", figure("", Estimate.notEnoughData(3, "few"), DriftVerdict.WARNING)));
        metrics.judged(look("other", figure("", Estimate.exact(0.1, 400, "exact"), DriftVerdict.DRIFT)));
        assertEquals(
                Map.of(
                        "{feature=, model=credit-risk, part=value, rule=accuracy, segment=}", 0.7,
                        "{feature=, model=credit-risk, part=low, rule=accuracy, segment=}", 0.6,
                        "{feature=, model=credit-risk, part=high, rule=accuracy, segment=}", 0.75,
                        "{feature=, model=credit-risk, part=value, rule=accuracy, segment=young}", 0.9,
                        "{feature=, model=credit-risk, part=low, rule=accuracy, segment=young}", 0.8,
                        "{feature=, model=credit-risk, part=high, rule=accuracy, segment=young}", 0.95),
                values("governance.monitor.figure"));
        assertEquals(
                Map.of(
                        "{feature=, model=credit-risk, rule=accuracy, segment=}", 1.0,
                        "{feature=, model=credit-risk, rule=accuracy, segment=young}", 0.0),
                values("governance.monitor.state"),
                "a window without data changes the state alone");
        metrics.judged(look("credit-risk", figure("young", Estimate.exact(0.1, 90, "exact"), DriftVerdict.DRIFT)));
        assertEquals(
                2,
                values("governance.monitor.state").get("{feature=, model=credit-risk, rule=accuracy, segment=young}"));
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

    @Test
    void aModelWithoutANameIsRefused() {
        assertThrows(InvalidInputException.class, () -> ModelTelemetry.of(meter, " "));
        assertThrows(InvalidInputException.class, () -> MonitorTelemetry.of(meter, " "));
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
}
