package io.modelgovernance.samples.benchmarks;

import hex.genmodel.algos.tree.TreeSHAP;
import hex.genmodel.algos.tree.TreeSHAPPredictor;
import io.modelgovernance.core.explain.BackgroundTreeShap;
import io.modelgovernance.core.explain.CoverTreeShap;
import io.modelgovernance.core.explain.TreeShap;
import io.modelgovernance.core.tree.TreeEnsemble;
import io.modelgovernance.model.Rows;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Why this score of a tree ensemble, a row, beside H2O's pure-Java tree SHAP on the same trees and rows. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TreeShapBenchmark {
    private static final int WIDTH = Forest.FEATURES;
    private static final int BATCH = 1_024;
    private static final int BACKGROUND = 100;

    /** A model, rows and a background. */
    @State(Scope.Benchmark)
    public static class Model {
        /** How many trees: 100 of depth 6 or 500 of depth 8. */
        @Param({"100", "500"})
        public int trees;

        final double[] rows = Population.values(1, BATCH * WIDTH);
        final double[] row = Population.values(1, WIDTH);
        final float[] single = new float[WIDTH];
        final double[] one = new double[WIDTH];
        final double[] out = new double[BATCH * WIDTH];
        final double[] squares = new double[BATCH * WIDTH * WIDTH];
        final float[][] background = new float[BACKGROUND][WIDTH];
        TreeEnsemble ensemble;
        CoverTreeShap byCover;
        BackgroundTreeShap overRows;
        List<TreeSHAP<float[], Forest.Node, Forest.Node>> h2o;
        TreeSHAPPredictor.Workspace space;

        /** Grows the trees. */
        @Setup(Level.Trial)
        public void prepare() {
            ensemble = Forest.of(trees, trees == 100 ? 6 : 8);
            Rows rowsOfBackground = Population.rows(WIDTH, BACKGROUND);
            byCover = TreeShap.of(ensemble).byCover(rowsOfBackground.schema());
            overRows = TreeShap.of(ensemble).over(rowsOfBackground);
            h2o = Forest.h2o(ensemble);
            space = h2o.get(0).makeWorkspace();
            for (int f = 0; f < WIDTH; f++) {
                single[f] = (float) row[f];
                for (int i = 0; i < BACKGROUND; i++) {
                    background[i][f] = (float) rowsOfBackground.get(i, f);
                }
            }
        }
    }

    /** By cover, 1024 rows a call. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public double[] coverBatch(Model model) {
        model.byCover.values(model.rows, BATCH, model.out);
        return model.out;
    }

    /** By cover, one row a call. */
    @Benchmark
    public double[] coverOneRow(Model model) {
        model.byCover.values(model.row, 1, model.one);
        return model.one;
    }

    /** By cover, by H2O. */
    @Benchmark
    public float[] coverByH2o(Model model) {
        float[] out = new float[WIDTH + 1];
        for (TreeSHAP<float[], Forest.Node, Forest.Node> tree : model.h2o) {
            tree.calculateContributions(model.single, out, 0, -1, model.space);
        }
        return out;
    }

    /** Interactions, 1024 rows a call; no peer. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public double[] interactionsBatch(Model model) {
        model.byCover.interactions(model.rows, BATCH, model.squares);
        return model.squares;
    }

    /** Over 100 background rows, 1024 rows a call. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public double[] backgroundBatch(Model model) {
        model.overRows.values(model.rows, BATCH, model.out);
        return model.out;
    }

    /** Over 100 background rows, one row a call. */
    @Benchmark
    public double[] backgroundOneRow(Model model) {
        model.overRows.values(model.row, 1, model.one);
        return model.one;
    }

    /** Over 100 background rows, by H2O. */
    @Benchmark
    public double[] backgroundByH2o(Model model) {
        double[] out = new double[WIDTH + 1];
        for (float[] other : model.background) {
            for (TreeSHAP<float[], Forest.Node, Forest.Node> tree : model.h2o) {
                tree.calculateInterventionalContributions(model.single, other, out, null, false);
            }
        }
        return out;
    }

    /** The model alone, 1024 rows a call. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public double[] modelAlone(Model model) {
        model.ensemble.score(model.rows, BATCH, model.out);
        return model.out;
    }
}
