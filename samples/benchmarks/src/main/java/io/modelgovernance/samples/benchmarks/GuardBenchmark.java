package io.modelgovernance.samples.benchmarks;

import io.modelgovernance.Decision;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.core.policy.Gates;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.policy.TierRule;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.RiskTier;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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

/** What a decision costs: the bare predictor, the guard's checks, and whole decisions with their records kept. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GuardBenchmark {
    private static final int BATCH = 1_000;

    /** A model in production. */
    @State(Scope.Benchmark)
    public static class Serving {
        final double[] row = Loans.applicant();
        Governance governance;
        GovernedModel model;

        /** Brings the model to production. */
        @Setup(Level.Trial)
        public void start() {
            start(Gates.standardPolicy());
        }

        final void start(Policy policy) {
            governance = GovernanceEngine.builder()
                    .store(new InMemoryGovernanceStore())
                    .policy(policy)
                    .build();
            Loans.promote(governance);
            model = Loans.govern(governance);
        }

        /** Stops. */
        @TearDown(Level.Trial)
        public void stop() {
            governance.close();
        }
    }

    /** New in every iteration, so that its records do not fill the memory. */
    @State(Scope.Benchmark)
    public static class Keeping extends Serving {
        /** Begins again. */
        @Setup(Level.Iteration)
        public void startAgain() {
            stop();
            start();
        }
    }

    /** The queue of records is emptied between batches, so that only the caller's part is timed. */
    @State(Scope.Benchmark)
    public static class Emptied extends Keeping {
        /** Stores and seals what the last batch left. */
        @TearDown(Level.Invocation)
        public void empty() {
            model.flush();
        }
    }

    /** A policy under which each decision's record is stored before the decision leaves. */
    @State(Scope.Benchmark)
    public static class Durable extends Keeping {
        @Override
        public void start() {
            Policy standard = Gates.standardPolicy();
            Map<RiskTier, TierRule> tiers = new EnumMap<>(RiskTier.class);
            standard.tiers()
                    .forEach((tier, rule) -> tiers.put(tier, new TierRule(rule.votes(), rule.requestValidity(), true)));
            start(new Policy("durable/1", standard.gates(), tiers, true));
        }
    }

    /** The predictor alone. */
    @Benchmark
    public double predictor(Serving serving) {
        return Loans.SCORER.score(serving.row);
    }

    /** May this model decide now: the permit's age and obstacles. */
    @Benchmark
    public VersionId permitCheck(Serving serving) {
        return serving.model.permitted();
    }

    /** Are the 30 inputs what the schema says. */
    @Benchmark
    public void inputCheck(Serving serving) {
        Loans.SCHEMA.check(serving.row);
    }

    /** The monotonic clock that the permit check reads. */
    @Benchmark
    public long clock() {
        return System.nanoTime();
    }

    /** A decision, its record handed over to be stored later; the storing is not timed, its garbage is counted. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void decide(Emptied serving, Blackhole hole) {
        for (int i = 0; i < BATCH; i++) {
            hole.consume(serving.model.decide(Loans.DESK, Loans.PURPOSE, serving.row));
        }
    }

    /** A decision with its share of committing to the input, storing the record and sealing the batch. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void decideAndKeep(Keeping serving, Blackhole hole) {
        for (int i = 0; i < BATCH; i++) {
            hole.consume(serving.model.decide(Loans.DESK, Loans.PURPOSE, serving.row));
        }
        serving.model.flush();
    }

    /** A decision that leaves once its record is stored; sealed later. */
    @Benchmark
    public Decision decideDurably(Durable serving) {
        return serving.model.decide(Loans.DESK, Loans.PURPOSE, serving.row);
    }
}
