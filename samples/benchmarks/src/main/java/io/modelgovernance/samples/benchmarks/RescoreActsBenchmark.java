package io.modelgovernance.samples.benchmarks;

import io.modelgovernance.Actor;
import io.modelgovernance.Estimate;
import io.modelgovernance.Governance;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.core.risk.Scorecard;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.registry.Candidate;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.RiskAnswers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Models rated again on record: each an act with its entry of the audit log, in memory. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
public class RescoreActsBenchmark {
    private static final Actor ANA = Actor.human("ana", "developer");
    private static final int MODELS = 200;

    Governance governance;
    VersionId[] versions;
    int next;

    /** Registers and rates the models. */
    @Setup(Level.Iteration)
    public void register() throws IOException {
        governance =
                GovernanceEngine.builder().store(new InMemoryGovernanceStore()).build();
        Path file = Files.writeString(Files.createTempFile("model", ".txt"), "0.1");
        FeatureSchema schema = FeatureSchema.of(Feature.numeric("income", 0, 100_000));
        RiskAnswers answers = RiskAnswers.none();
        Scorecard scorecard = new Scorecard();
        for (String factor : scorecard.factors()) {
            answers = answers.with(factor, 2, "answered");
        }
        for (String measure : scorecard.measures()) {
            answers = answers.measured(measure, Estimate.of(0.01, 0.005, 0.02, 0.95, 500, "measured"));
        }
        versions = new VersionId[MODELS];
        for (int i = 0; i < MODELS; i++) {
            versions[i] = governance
                    .registry()
                    .register(ANA, "model-" + i, Candidate.of(file), schema)
                    .id();
            governance.risk().assess(ANA, versions[i], answers);
        }
        Files.delete(file);
    }

    /** Closes. */
    @TearDown(Level.Iteration)
    public void close() {
        governance.close();
    }

    /** One model after the other, by a new stability index. */
    @Benchmark
    public int rescore() {
        next++;
        Estimate psi = Estimate.of(0.1 + next % 100 / 1000.0, 0.05, 0.3, 0.95, 5_000, "10 bins");
        return governance
                .risk()
                .rescore(ANA, versions[next % MODELS], Map.of("psi", psi), "drift")
                .rating()
                .tier()
                .number();
    }
}
