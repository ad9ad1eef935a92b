package io.modelgovernance.samples.benchmarks;

import io.modelgovernance.core.drift.ChiSquareDrift;
import io.modelgovernance.core.drift.KsDrift;
import io.modelgovernance.core.drift.PsiDrift;
import io.modelgovernance.core.drift.ReferenceDriftMonitor;
import io.modelgovernance.core.drift.ReferenceProfiler;
import io.modelgovernance.core.drift.WassersteinDrift;
import io.modelgovernance.core.stats.KolmogorovSmirnov;
import io.modelgovernance.core.stats.Wasserstein;
import io.modelgovernance.drift.DriftReport;
import io.modelgovernance.drift.DriftTestResult;
import io.modelgovernance.drift.FeatureProfile;
import io.modelgovernance.drift.Profile;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Is a window distributed as the reference was: the tests on raw samples and on a frozen profile. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
public class DriftBenchmark {
    private static final FeatureSchema SCHEMA = FeatureSchema.of(Feature.numeric("amount"));

    /** Values in the reference and in the window. */
    @Param({"1000", "1000000"})
    public int size;

    double[] before;
    double[] now;
    Rows window;
    Profile profile;
    FeatureProfile feature;
    double[] edges;
    long[] counted;

    /** Draws both. */
    @Setup(Level.Trial)
    public void draw() {
        SplittableRandom random = new SplittableRandom(11);
        before = random.doubles(size).map(Math::sqrt).toArray();
        now = random.doubles(size).map(Math::sqrt).toArray();
        window = Rows.of(SCHEMA, now);
        profile = ReferenceProfiler.withDefaults().profile(Rows.of(SCHEMA, before));
        feature = profile.features().get(0);
        edges = feature.edges().stream().mapToDouble(Double::doubleValue).toArray();
        counted = feature.binCounts().stream().mapToLong(Long::longValue).toArray();
    }

    private static double[] sorted(double[] values) {
        double[] copy = values.clone();
        Arrays.sort(copy);
        return copy;
    }

    /** Sorting copies of both samples: no test on raw samples can be faster. */
    @Benchmark
    public double sorting() {
        return sorted(before)[0] + sorted(now)[0];
    }

    /** Kolmogorov-Smirnov on raw samples. */
    @Benchmark
    public KolmogorovSmirnov.Result ks() {
        return KolmogorovSmirnov.test(sorted(before), sorted(now));
    }

    /** The same by Commons Math. */
    @Benchmark
    public double ksCommons() {
        return new KolmogorovSmirnovTest().kolmogorovSmirnovTest(before, now);
    }

    /** Wasserstein-1 on raw samples. */
    @Benchmark
    public double wasserstein() {
        return Wasserstein.distance(sorted(before), sorted(now));
    }

    /** Kolmogorov-Smirnov of a window against a profile (its sample of at most 10,000 values). */
    @Benchmark
    public DriftTestResult ksOfWindow() {
        return KsDrift.withDefaults().test(feature, now);
    }

    /** Wasserstein-1 of a window against a profile. */
    @Benchmark
    public DriftTestResult wassersteinOfWindow() {
        return WassersteinDrift.withDefaults().test(feature, now);
    }

    /** PSI of a window against a profile. */
    @Benchmark
    public DriftTestResult psiOfWindow() {
        return PsiDrift.withDefaults().test(feature, now);
    }

    /** Chi-square of a window against a profile. */
    @Benchmark
    public DriftTestResult chiSquareOfWindow() {
        return ChiSquareDrift.withDefaults().test(feature, now);
    }

    /** The same with a loop over the edges and Commons Math. */
    @Benchmark
    public double chiSquareOfWindowCommons() {
        long[] counts = new long[counted.length];
        for (double value : now) {
            int at = Arrays.binarySearch(edges, value);
            counts[at >= 0 ? at : -at - 1]++;
        }
        return new ChiSquareTest().chiSquareTestDataSetsComparison(counted, counts);
    }

    /** All tests of one feature, corrected and judged. */
    @Benchmark
    public DriftReport monitor() {
        return ReferenceDriftMonitor.of(profile).check(window);
    }
}
