package io.modelgovernance.samples.benchmarks;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.performance.BinaryMetric;
import io.modelgovernance.core.performance.BinaryMetrics;
import io.modelgovernance.core.performance.CalibrationBins;
import io.modelgovernance.core.performance.LabelledScores;
import io.modelgovernance.core.stats.Auc;
import io.modelgovernance.core.stats.PairedAuc;
import io.modelgovernance.core.stats.Resampling;
import io.modelgovernance.core.uncertainty.ConformalRegressor;
import io.modelgovernance.core.uncertainty.VennAbers;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
import org.openjdk.jmh.annotations.TearDown;

/** How sure are we: analytic intervals beside a sort of the scores, and 1,000 resamples beside as many copies of them. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
public class UncertaintyBenchmark {
    /** Number of cases. */
    @Param({"100000", "1000000"})
    public int size;

    boolean[] positive;
    double[] score;
    double[] other;
    int[] times;
    LabelledScores cases;
    Resampling resampling;
    ExecutorService helpers;
    int others;
    BinaryMetric auc;
    BinaryMetric calibration;

    /** Draws cases. */
    @Setup(Level.Trial)
    public void draw() {
        SplittableRandom random = new SplittableRandom(11);
        positive = new boolean[size];
        score = new double[size];
        other = new double[size];
        times = new int[size];
        Arrays.fill(times, 1);
        for (int i = 0; i < size; i++) {
            score[i] = random.nextDouble();
            positive[i] = random.nextDouble() < score[i];
            other[i] = (score[i] + random.nextDouble()) / 2;
        }
        cases = LabelledScores.of(positive, score);
        others = Runtime.getRuntime().availableProcessors() - 1;
        helpers = Executors.newCachedThreadPool();
        resampling = Resampling.of(size, 7);
        auc = BinaryMetrics.auc();
        calibration = BinaryMetrics.calibrationError(CalibrationBins.equalWidth(15));
    }

    /** Stops the helpers. */
    @TearDown(Level.Trial)
    public void stop() {
        helpers.shutdown();
    }

    /** Sorting the scores once with the JDK. */
    @Benchmark
    public double sorting() {
        double[] copy = score.clone();
        Arrays.sort(copy);
        return copy[0];
    }

    /** AUC with DeLong's interval. */
    @Benchmark
    public Estimate auc() {
        return Auc.of(positive, score);
    }

    /** Two AUCs and the paired DeLong test. */
    @Benchmark
    public PairedAuc.Result pairedAuc() {
        return PairedAuc.test(positive, score, other);
    }

    /** Copying the counts of the cases 1,000 times: what memory allows one core. */
    @Benchmark
    public int thousandCopies() {
        int sum = 0;
        int[] copy = new int[size];
        for (int i = 0; i < 1_000; i++) {
            times[i] = i;
            System.arraycopy(times, 0, copy, 0, size);
            sum += copy[i];
        }
        return sum;
    }

    /** 1,000 resamples of the AUC, one thread. */
    @Benchmark
    public Estimate bootstrapAuc() {
        return cases.percentile(auc, resampling);
    }

    /** The same on all cores. */
    @Benchmark
    public Estimate bootstrapAucOnAllCores() {
        return cases.percentile(auc, resampling.on(helpers, others));
    }

    /** 1,000 resamples of the expected calibration error on all cores. */
    @Benchmark
    public Estimate bootstrapCalibrationOnAllCores() {
        return cases.percentile(calibration, resampling.on(helpers, others));
    }

    /** Split-conformal calibration. */
    @Benchmark
    public ConformalRegressor conformal() {
        return ConformalRegressor.calibrate(score, other, 0.1);
    }

    /** Venn-Abers calibration. */
    @Benchmark
    public VennAbers vennAbers() {
        return VennAbers.calibrate(positive, score);
    }
}
