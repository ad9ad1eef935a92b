package io.modelgovernance.samples.benchmarks;

import io.modelgovernance.core.stats.KolmogorovSmirnov;
import io.modelgovernance.core.stats.MannWhitney;
import io.modelgovernance.core.stats.SortedSample;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Two samples of continuous values: sorted anew each time, with a kept reference, and both kept. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
public class TwoSampleBenchmark {
    /** Values of each. */
    @Param({"10000", "1000000"})
    public int size;

    double[] before;
    double[] now;
    SortedSample kept;
    SortedSample other;

    /** Draws both. */
    @Setup(Level.Trial)
    public void draw() {
        SplittableRandom random = new SplittableRandom(11);
        before = random.doubles(size).map(Math::sqrt).toArray();
        now = random.doubles(size).map(Math::sqrt).toArray();
        kept = SortedSample.of(before);
        other = SortedSample.of(now);
    }

    /** Kolmogorov-Smirnov, both sorted anew. */
    @Benchmark
    public KolmogorovSmirnov.Result ks() {
        return KolmogorovSmirnov.test(SortedSample.of(before), SortedSample.of(now));
    }

    /** The same with a kept reference. */
    @Benchmark
    public KolmogorovSmirnov.Result ksKeptReference() {
        return KolmogorovSmirnov.test(kept, SortedSample.of(now));
    }

    /** The same by Commons Statistics. */
    @Benchmark
    public Object ksCommonsStatistics() {
        return KolmogorovSmirnovTest.withDefaults().test(before, now);
    }

    /** Both kept: a walk over the values. */
    @Benchmark
    public KolmogorovSmirnov.Result ksBothKept() {
        return KolmogorovSmirnov.test(kept, other);
    }

    /** Mann-Whitney, both kept. */
    @Benchmark
    public MannWhitney.Result mannWhitneyBothKept() {
        return MannWhitney.test(kept, other);
    }
}
