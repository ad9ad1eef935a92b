package io.modelgovernance.samples.benchmarks;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.stats.ChiSquare;
import io.modelgovernance.core.stats.PopulationStability;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Tests of counts that are there already. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class CountsBenchmark {
    /** Bins or categories. */
    @Param({"10", "1000"})
    public int bins;

    long[] before;
    long[] now;

    /** Draws counts around 1000. */
    @Setup(Level.Trial)
    public void draw() {
        SplittableRandom random = new SplittableRandom(5);
        before = random.longs(bins, 950, 1_050).toArray();
        now = random.longs(bins, 950, 1_050).toArray();
    }

    /** Pearson's test. */
    @Benchmark
    public ChiSquare.Result chiSquare() {
        return ChiSquare.homogeneity(before, now);
    }

    /** The same by Commons Math. */
    @Benchmark
    public double chiSquareCommons() {
        return new ChiSquareTest().chiSquareTestDataSetsComparison(before, now);
    }

    /** The population stability index. */
    @Benchmark
    public Estimate psi() {
        return PopulationStability.index(before, now);
    }
}
