package io.modelgovernance.samples.benchmarks;

import io.modelgovernance.core.explain.ExactShapley;
import io.modelgovernance.core.explain.KernelShap;
import io.modelgovernance.core.explain.LinearShapley;
import io.modelgovernance.core.explain.PermutationImportance;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.explain.ImportanceReport;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
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

/** Why this score, each method beside the bare model over as many rows as the method asks of it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ExplainBenchmark {
    private static final int BACKGROUND = 50;
    private static final int SAMPLE = 500;

    /** Ten features, all coalitions. */
    @State(Scope.Benchmark)
    public static class Ten {
        final Scorer scorer = Population.scorer(10);
        final double[] row = Population.values(1, 10);
        final double[] block = Population.values(2, 10 * 1_000);
        final Explainer exact = ExactShapley.withDefaults().over(Population.rows(10, BACKGROUND));
        final long rows = exact.explain(scorer, row).modelRows();
    }

    /** Some features. */
    @State(Scope.Benchmark)
    public static class Some {
        /** How many. */
        @Param({"10", "30"})
        public int features;

        Scorer scorer;
        double[] row;
        double[] block;
        Explainer kernel;
        Explainer linear;
        Rows sample;
        double[] outcomes;
        long kernelRows;
        long importanceRows;

        /** Prepares the explainers; their plans are not timed. */
        @Setup(Level.Trial)
        public void prepare() {
            scorer = Population.scorer(features);
            row = Population.values(1, features);
            block = Population.values(2, features * 1_000);
            Rows background = Population.rows(features, BACKGROUND);
            kernel = KernelShap.withDefaults().over(background);
            linear = LinearShapley.of(0, new double[features]).over(background);
            sample = Population.rows(features, SAMPLE);
            outcomes = sample.score(scorer);
            for (int i = 0; i < SAMPLE; i++) {
                outcomes[i] = outcomes[i] > 0.5 ? 1 : 0;
            }
            kernelRows = kernel.explain(scorer, row).modelRows();
            importanceRows = importance().modelRows();
        }

        final ImportanceReport importance() {
            return PermutationImportance.withDefaults().measure(scorer, sample, outcomes);
        }
    }

    /** Exact Shapley values. */
    @Benchmark
    public Attribution exact(Ten ten) {
        return ten.exact.explain(ten.scorer, ten.row);
    }

    /** The model over as many rows. */
    @Benchmark
    public double exactModelAlone(Ten ten) {
        return Population.score(ten.scorer, ten.block, ten.rows);
    }

    /** Kernel SHAP with its default budget. */
    @Benchmark
    public Attribution kernel(Some some) {
        return some.kernel.explain(some.scorer, some.row);
    }

    /** The model over as many rows. */
    @Benchmark
    public double kernelModelAlone(Some some) {
        return Population.score(some.scorer, some.block, some.kernelRows);
    }

    /** The closed form; the model scores one row. */
    @Benchmark
    public Attribution linear(Some some) {
        return some.linear.explain(some.scorer, some.row);
    }

    /** Permutation importance over 500 rows, 10 permutations. */
    @Benchmark
    public ImportanceReport importance(Some some) {
        return some.importance();
    }

    /** The model over as many rows. */
    @Benchmark
    public double importanceModelAlone(Some some) {
        return Population.score(some.scorer, some.block, some.importanceRows);
    }
}
