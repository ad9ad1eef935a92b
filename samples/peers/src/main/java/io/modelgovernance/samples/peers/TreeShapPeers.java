package io.modelgovernance.samples.peers;

import com.microsoft.ml.lightgbm.PredictionType;
import hex.genmodel.algos.tree.TreeSHAP;
import hex.genmodel.algos.tree.TreeSHAPPredictor;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMException;
import io.modelgovernance.core.explain.BackgroundTreeShap;
import io.modelgovernance.core.explain.CoverTreeShap;
import io.modelgovernance.core.explain.TreeShap;
import io.modelgovernance.core.tree.TreeEnsemble;
import io.modelgovernance.model.Rows;
import io.modelgovernance.samples.benchmarks.Forest;
import io.modelgovernance.samples.benchmarks.Population;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
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
import org.openjdk.jmh.annotations.Threads;

/** Tree SHAP a row, on one thread unless the name says two: ours, XGBoost's, LightGBM's and H2O's, of the same trees. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TreeShapPeers {
    private static final int WIDTH = Forest.FEATURES;
    private static final int BATCH = 1_024;
    private static final int PEER_BATCH = 16;
    private static final int BACKGROUND = 100;

    /** The model in every library's form, and rows. */
    @State(Scope.Benchmark)
    public static class Model {
        /** How many trees: 100 of depth 6 or 500 of depth 8. */
        @Param({"100", "500"})
        public int trees;

        final double[] rows = rounded(Population.values(1, BATCH * WIDTH));
        final double[] row = Arrays.copyOf(rows, WIDTH);
        final float[] single = floats(row);
        final float[][] others = new float[BACKGROUND][];
        CoverTreeShap ours;
        BackgroundTreeShap oursOverRows;
        Booster xgboost;
        DMatrix matrix;
        LGBMBooster lightGbm;
        List<TreeSHAP<float[], Forest.Node, Forest.Node>> h2o;
        TreeSHAPPredictor.Workspace space;

        /** Grows the trees, hands them to every library and sees that all say the same. */
        @Setup(Level.Trial)
        public void prepare() throws XGBoostError, LGBMException, IOException {
            TreeEnsemble ensemble = Forest.of(trees, trees == 100 ? 6 : 8);
            Rows background = Rows.of(Population.schema(WIDTH), rounded(Population.values(3, WIDTH * BACKGROUND)));
            ours = TreeShap.of(ensemble).byCover(background.schema());
            oursOverRows = TreeShap.of(ensemble).over(background);
            xgboost = XGBoost.loadModel(Translations.xgboost(ensemble));
            xgboost.setParam("nthread", 1);
            matrix = new DMatrix(floats(Arrays.copyOf(rows, PEER_BATCH * WIDTH)), PEER_BATCH, WIDTH, Float.NaN);
            lightGbm = LGBMBooster.loadModelFromString(Translations.lightGbm(ensemble));
            h2o = Forest.h2o(ensemble);
            space = h2o.get(0).makeWorkspace();
            for (int i = 0; i < BACKGROUND; i++) {
                others[i] = floats(background.row(i));
            }
            agree();
        }

        private void agree() throws XGBoostError, LGBMException {
            double[] values = new double[WIDTH];
            ours.values(row, 1, values);
            float[] byXgboost = xgboost.predictContrib(matrix, 0)[0];
            double[] byLightGbm = lightGbm(this, rows, 1);
            float[] byH2o = h2o(this);
            for (int f = 0; f < WIDTH; f++) {
                double worst = Math.max(
                        Math.abs(values[f] - byXgboost[f]),
                        Math.max(Math.abs(values[f] - byLightGbm[f]), Math.abs(values[f] - byH2o[f])));
                if (!(worst < 1e-4)) {
                    throw new IllegalStateException("Feature " + f + " is " + values[f] + ", XGBoost says "
                            + byXgboost[f] + ", LightGBM " + byLightGbm[f] + ", H2O " + byH2o[f]);
                }
            }
        }
    }

    /** Room for the answers of one thread. */
    @State(Scope.Thread)
    public static class Answers {
        final double[] out = new double[BATCH * WIDTH];
        final double[] squares = new double[BATCH * WIDTH * WIDTH];
    }

    private static double[] rounded(double[] values) {
        return Arrays.stream(values).map(value -> (float) value).toArray();
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static double[] lightGbm(Model model, double[] rows, int n) throws LGBMException {
        return model.lightGbm.predictForMat(
                rows, n, WIDTH, true, PredictionType.C_API_PREDICT_CONTRIB, "num_threads=1");
    }

    private static float[] h2o(Model model) {
        float[] out = new float[WIDTH + 1];
        for (TreeSHAP<float[], Forest.Node, Forest.Node> tree : model.h2o) {
            tree.calculateContributions(model.single, out, 0, -1, model.space);
        }
        return out;
    }

    /** Ours, 1024 rows a call. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public double[] batchOurs(Model model, Answers answers) {
        model.ours.values(model.rows, BATCH, answers.out);
        return answers.out;
    }

    /** The same by two threads at once, each with a batch of its own: as fast a thread, if two are twice as fast. */
    @Benchmark
    @Threads(2)
    @OperationsPerInvocation(BATCH)
    public double[] batchOursTwoThreads(Model model, Answers answers) {
        model.ours.values(model.rows, BATCH, answers.out);
        return answers.out;
    }

    /** XGBoost4J, 16 rows a call; it costs the same a row in larger ones. */
    @Benchmark
    @OperationsPerInvocation(PEER_BATCH)
    public float[][] batchXgboost(Model model) throws XGBoostError {
        return model.xgboost.predictContrib(model.matrix, 0);
    }

    /** LightGBM4J, 16 rows a call. */
    @Benchmark
    @OperationsPerInvocation(PEER_BATCH)
    public double[] batchLightGbm(Model model) throws LGBMException {
        return lightGbm(model, model.rows, PEER_BATCH);
    }

    /** Ours, one row a call. */
    @Benchmark
    public double[] oneRowOurs(Model model, Answers answers) {
        model.ours.values(model.row, 1, answers.out);
        return answers.out;
    }

    /** XGBoost4J, one row a call. */
    @Benchmark
    public float[][] oneRowXgboost(Model model) throws XGBoostError {
        DMatrix one = new DMatrix(model.single, 1, WIDTH, Float.NaN);
        float[][] found = model.xgboost.predictContrib(one, 0);
        one.dispose();
        return found;
    }

    /** LightGBM4J, one row a call. */
    @Benchmark
    public double[] oneRowLightGbm(Model model) throws LGBMException {
        return lightGbm(model, model.row, 1);
    }

    /** H2O genmodel, which takes one row a call. */
    @Benchmark
    public float[] oneRowH2o(Model model) {
        return h2o(model);
    }

    /** Ours, interactions of 1024 rows a call; no peer has them on the JVM. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public double[] interactionsOurs(Model model, Answers answers) {
        model.ours.interactions(model.rows, BATCH, answers.squares);
        return answers.squares;
    }

    /** Ours against 100 background rows, 1024 rows a call. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public double[] backgroundOurs(Model model, Answers answers) {
        model.oursOverRows.values(model.rows, BATCH, answers.out);
        return answers.out;
    }

    /** H2O genmodel against 100 background rows. */
    @Benchmark
    public double[] backgroundH2o(Model model) {
        double[] out = new double[WIDTH + 1];
        for (float[] other : model.others) {
            for (TreeSHAP<float[], Forest.Node, Forest.Node> tree : model.h2o) {
                tree.calculateInterventionalContributions(model.single, other, out, null, false);
            }
        }
        return out;
    }
}
