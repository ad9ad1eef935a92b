package io.modelgovernance.samples.peers;

import io.modelgovernance.core.explain.KernelShap;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import io.modelgovernance.samples.benchmarks.Population;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.kie.kogito.explainability.local.shap.ShapConfig;
import org.kie.kogito.explainability.local.shap.ShapKernelExplainer;
import org.kie.kogito.explainability.local.shap.ShapResults;
import org.kie.kogito.explainability.model.PerturbationContext;
import org.kie.kogito.explainability.model.Prediction;
import org.kie.kogito.explainability.model.PredictionProvider;
import org.kie.kogito.explainability.model.SimplePrediction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Kernel SHAP beside TrustyAI's: {@code f(x) = w.x + x0 x1}, 30 features, as many coalitions, TrustyAI without its
 * regulariser, which is its fastest way. The Shapley values are known: half of the product goes to each of the two.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class KernelShapPeers {
    private static final int WIDTH = 30;
    private static final int COALITIONS = 2 * WIDTH + 2_048;

    /** How many rows are compared with. */
    @Param({"1", "100"})
    public int background;

    private Scorer scorer;
    private Rows rows;
    private double[] row;
    private Explainer kept;
    private ShapKernelExplainer theirs;
    private PredictionProvider provider;
    private Prediction prediction;

    /** Prepares both and sees how far each is from the truth. */
    @Setup
    public void prepare() throws ExecutionException, InterruptedException {
        double[] weights = Population.values(4, WIDTH);
        scorer = (block, n, out) -> {
            for (int i = 0; i < n; i++) {
                double sum = block[i * WIDTH] * block[i * WIDTH + 1];
                for (int f = 0; f < WIDTH; f++) {
                    sum += weights[f] * block[i * WIDTH + f];
                }
                out[i] = sum;
            }
        };
        rows = Population.rows(WIDTH, background);
        row = Population.values(1, WIDTH);
        kept = plan();
        provider = Trusty.provider(scorer, WIDTH);
        prediction = new SimplePrediction(Trusty.input(row, 0, WIDTH), Trusty.output(scorer.score(row)));
        theirs = new ShapKernelExplainer(ShapConfig.builder()
                .withLink(ShapConfig.LinkType.IDENTITY)
                .withBackground(Trusty.inputs(rows.toArray(), WIDTH))
                .withRegularizer(ShapConfig.RegularizerType.NONE)
                .withNSamples(COALITIONS)
                .withPC(new PerturbationContext(7L, new Random(7), 0))
                .build());
        double[] truth = truth(weights);
        Attribution ours = ours();
        ShapResults other = trustyAi();
        double worstOurs = 0;
        double worstTheirs = 0;
        for (int f = 0; f < WIDTH; f++) {
            worstOurs = Math.max(worstOurs, Math.abs(ours.values().get(f) - truth[f]));
            worstTheirs = Math.max(
                    worstTheirs,
                    Math.abs(other.getSaliencies()[0]
                                    .getPerFeatureImportance()
                                    .get(f)
                                    .getScore()
                            - truth[f]));
        }
        System.out.println("Farthest from the Shapley value: ours " + worstOurs + ", TrustyAI's " + worstTheirs);
        if (worstOurs > 1e-10) {
            throw new IllegalStateException("Kernel SHAP must be exact for pairs, but is off by " + worstOurs);
        }
    }

    /** Of the product: half of each feature's move at the other's value, mean over the background. */
    private double[] truth(double[] weights) {
        double[] truth = new double[WIDTH];
        for (int i = 0; i < rows.count(); i++) {
            for (int f = 0; f < WIDTH; f++) {
                truth[f] += weights[f] * (row[f] - rows.get(i, f)) / rows.count();
            }
            double x = rows.get(i, 0);
            double y = rows.get(i, 1);
            truth[0] += (row[0] - x) * (row[1] + y) / 2 / rows.count();
            truth[1] += (row[1] - y) * (row[0] + x) / 2 / rows.count();
        }
        return truth;
    }

    private Explainer plan() {
        return KernelShap.withDefaults().withBudget(COALITIONS).withSeed(7).over(rows);
    }

    /** Ours, the plan kept from row to row. */
    @Benchmark
    public Attribution ours() {
        return kept.explain(scorer, row);
    }

    /** Ours, the plan made anew. */
    @Benchmark
    public Attribution oursWithPlan() {
        return plan().explain(scorer, row);
    }

    /** TrustyAI's. */
    @Benchmark
    public ShapResults trustyAi() throws ExecutionException, InterruptedException {
        return theirs.explainAsync(prediction, provider).get();
    }
}
