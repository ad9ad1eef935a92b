package io.modelgovernance.samples.benchmarks;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.providers.memory.Flag;
import dev.openfeature.sdk.providers.memory.InMemoryProvider;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.model.Rows;
import io.modelgovernance.monitoring.MonitorDefinition;
import io.modelgovernance.monitoring.WindowPlan;
import io.modelgovernance.policy.Boundary;
import io.modelgovernance.policy.ConditionsOfUse;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.Checks;
import io.modelgovernance.serving.ServingOptions;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.ObservationStore;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A fully governed decision of 30 features (validity, ten conditions of use, the row counted for the monitor, the record
 * handed over) beside the bare predictor, and beside what a call of a model is wrapped in otherwise. Records are made and
 * stored by other threads between the batches, which {@link CallerCost} leaves out.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GuardedCallBenchmark {
    private static final int CALLS = 1_000;
    private static final int BATCHES = 20;
    private static final int CONDITIONS = 10;
    private static final Call CALL = new Call(Loans.DESK, Loans.PURPOSE);

    /** Takes every observation and keeps none, so that any number of them fits. */
    private static final class Forgetful implements ObservationStore {
        @Override
        public void append(List<Observation> batch) {}

        @Override
        public List<Observation> read(String stream, String writer, long after, int limit) {
            return List.of();
        }

        @Override
        public List<String> writers(String stream) {
            return List.of();
        }

        @Override
        public Optional<Observation> find(String stream, String id) {
            return Optional.empty();
        }
    }

    /** A model in production with conditions of use and a monitor. */
    @State(Scope.Benchmark)
    public static class Serving {
        final double[] row = Loans.applicant();
        final double[] rows =
                new SplittableRandom(8).doubles(CALLS * Loans.FEATURES, -1, 0).toArray();
        private final ExecutorService behind = Executors.newSingleThreadExecutor();
        private Governance governance;
        private GovernedModel model;

        /** Brings the model to production. */
        @Setup(Level.Trial)
        public void start() {
            InMemoryGovernanceStore store = new InMemoryGovernanceStore();
            governance = GovernanceEngine.builder()
                    .store(store, new Forgetful(), store)
                    .build();
            VersionId version = Loans.promote(governance);
            double[] seen = new SplittableRandom(9)
                    .doubles(2_000L * Loans.FEATURES, -1, 0)
                    .toArray();
            governance.drift().freeze(Loans.BEN, version, Rows.of(Loans.SCHEMA, seen));
            governance.monitors().define(Loans.CLEO, MonitorDefinition.of(version, WindowPlan.daily("UTC")));
            Boundary[] conditions = IntStream.range(0, CONDITIONS)
                    .mapToObj(i -> Boundary.between("feature-" + i, -10, 10))
                    .toArray(Boundary[]::new);
            model = governance.govern(
                    Loans.MODEL,
                    (id, files) -> Loans.SCORER,
                    ServingOptions.defaults()
                            .withCapacity(2 * CALLS * BATCHES)
                            .withChecks(Checks.standard().within(ConditionsOfUse.within(conditions))));
        }

        /** Makes and stores the records of the last batch, on another thread. */
        @TearDown(Level.Invocation)
        public void empty() throws Exception {
            Future<Integer> emptied = behind.submit(model::flush);
            emptied.get();
        }

        /** Stops. */
        @TearDown(Level.Trial)
        public void stop() {
            governance.close();
            behind.shutdownNow();
        }
    }

    /** What others wrap a call in, each in its usual form. */
    @State(Scope.Benchmark)
    public static class Peers {
        final double[] row = Loans.applicant();
        private final Timer timer = Timer.builder("loans").register(new SimpleMeterRegistry());
        private final CircuitBreaker breaker = CircuitBreaker.ofDefaults("loans");
        private final SdkTracerProvider tracing = SdkTracerProvider.builder().build();
        private final Tracer tracer = tracing.get("loans");
        private Client client;

        /** One flag that says whether to call the model. */
        @Setup(Level.Trial)
        public void start() {
            OpenFeatureAPI api = OpenFeatureAPI.getInstance();
            Flag<Boolean> open = Flag.<Boolean>builder()
                    .variant("on", true)
                    .variant("off", false)
                    .defaultVariant("on")
                    .build();
            api.setProviderAndWait(new InMemoryProvider(Map.of("loans", open)));
            client = api.getClient();
        }

        /** Stops. */
        @TearDown(Level.Trial)
        public void stop() {
            OpenFeatureAPI.getInstance().shutdown();
            tracing.close();
        }
    }

    /** The predictor alone. */
    @Benchmark
    public double predictor(Peers peers) {
        return Loans.SCORER.score(peers.row);
    }

    /** May this model decide now. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void permitCheck(Serving serving, Blackhole hole) {
        for (int i = 0; i < CALLS; i++) {
            hole.consume(serving.model.permitted());
        }
    }

    /** One decision at a time. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void decide(Serving serving, Blackhole hole) {
        for (int i = 0; i < CALLS; i++) {
            hole.consume(serving.model.judge(CALL, serving.row));
        }
    }

    /** A thousand at a time, the cost of one. */
    @Benchmark
    @OperationsPerInvocation(CALLS * BATCHES)
    public void decideBatch(Serving serving, Blackhole hole) {
        for (int i = 0; i < BATCHES; i++) {
            hole.consume(serving.model.judgeAll(CALL, serving.rows));
        }
    }

    /** The predictor under a timer of Micrometer's. */
    @Benchmark
    public double micrometerTimer(Peers peers) {
        return peers.timer.record(() -> Loans.SCORER.score(peers.row));
    }

    /** The predictor behind a circuit breaker of Resilience4j's. */
    @Benchmark
    public double resilience4jBreaker(Peers peers) {
        return peers.breaker.executeSupplier(() -> Loans.SCORER.score(peers.row));
    }

    /** The predictor after a flag of OpenFeature's was read from memory. */
    @Benchmark
    public double openFeatureFlag(Peers peers) {
        return peers.client.getBooleanValue("loans", false) ? Loans.SCORER.score(peers.row) : Double.NaN;
    }

    /** The predictor in a span of OpenTelemetry's that nobody exports. */
    @Benchmark
    public double openTelemetrySpan(Peers peers) {
        Span span = peers.tracer.spanBuilder("loans").startSpan();
        try {
            return Loans.SCORER.score(peers.row);
        } finally {
            span.end();
        }
    }
}
