package io.modelgovernance.samples.benchmarks;

import io.modelgovernance.core.explain.AccumulatedEffect;
import io.modelgovernance.core.explain.PartialDependence;
import io.modelgovernance.core.explain.PermutationImportance;
import io.modelgovernance.core.tree.TreeEnsemble;
import io.modelgovernance.explain.Curve;
import io.modelgovernance.explain.ImportanceReport;
import io.modelgovernance.model.Rows;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Explanations of a whole model of 100 trees of depth 6, beside the model over as many rows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EffectBenchmark {
    private static final int COUNT = 500;

    private TreeEnsemble model;
    private Rows rows;
    private double[] outcomes;
    private double[] block;
    private long importanceRows;

    /** Grows the trees and takes their own scores for outcomes. */
    @Setup
    public void prepare() {
        model = Forest.of(100, 6);
        rows = Population.rows(Forest.FEATURES, COUNT);
        outcomes = rows.score(model);
        for (int i = 0; i < COUNT; i++) {
            outcomes[i] = outcomes[i] > 0 ? 1 : 0;
        }
        block = Population.values(2, Forest.FEATURES * 1_000);
        importanceRows = importance().modelRows();
    }

    /** Permutation importance with intervals, 30 features. */
    @Benchmark
    public ImportanceReport importance() {
        return PermutationImportance.withDefaults().measure(model, rows, outcomes);
    }

    /** The model over as many rows. */
    @Benchmark
    public double importanceModelAlone() {
        return Population.score(model, block, importanceRows);
    }

    /** Partial dependence on one feature with its interval. */
    @Benchmark
    public Curve dependence() {
        return PartialDependence.withDefaults().curve(model, rows, "feature-3");
    }

    /** Accumulated effect of one feature. */
    @Benchmark
    public Curve accumulated() {
        return AccumulatedEffect.withDefaults().curve(model, rows, "feature-3");
    }
}
