package io.modelgovernance.samples.benchmarks;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.risk.Scorecard;
import io.modelgovernance.risk.RiskAnswers;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A whole portfolio rated again under the default scheme, each with its derivation. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
public class RescoreBenchmark {
    /** How many models. */
    @Param("10000")
    public int models;

    RiskAnswers[] answers;
    Scorecard scorecard;

    /** Draws the answers. */
    @Setup(Level.Trial)
    public void draw() {
        SplittableRandom random = new SplittableRandom(11);
        scorecard = new Scorecard();
        List<String> factors = scorecard.factors();
        List<String> measures = scorecard.measures();
        answers = new RiskAnswers[models];
        for (int i = 0; i < models; i++) {
            RiskAnswers one = RiskAnswers.none();
            for (String factor : factors) {
                one = one.with(factor, 1 + random.nextInt(4), "drawn");
            }
            for (String measure : measures) {
                double value = random.nextDouble() * 0.06;
                one = one.measured(measure, Estimate.of(value, value / 2, value * 1.5, 0.95, 500, "drawn"));
            }
            answers[i] = one;
        }
    }

    /** Rates all of them. */
    @Benchmark
    public int rescore() {
        int tiers = 0;
        for (RiskAnswers one : answers) {
            tiers += scorecard.rate(one).tier().number();
        }
        return tiers;
    }
}
