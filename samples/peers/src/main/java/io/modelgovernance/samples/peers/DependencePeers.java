package io.modelgovernance.samples.peers;

import io.modelgovernance.core.explain.PartialDependence;
import io.modelgovernance.explain.Curve;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import io.modelgovernance.samples.benchmarks.Population;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.kie.kogito.explainability.global.pdp.PartialDependencePlotConfig;
import org.kie.kogito.explainability.global.pdp.PartialDependencePlotExplainer;
import org.kie.kogito.explainability.model.DataDistribution;
import org.kie.kogito.explainability.model.PartialDependenceGraph;
import org.kie.kogito.explainability.model.PredictionInput;
import org.kie.kogito.explainability.model.PredictionInputsDataDistribution;
import org.kie.kogito.explainability.model.PredictionOutput;
import org.kie.kogito.explainability.model.PredictionProvider;
import org.kie.kogito.explainability.model.PredictionProviderMetadata;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Partial dependence on each of 30 features at 100 places over 100 rows, beside TrustyAI's; the same cheap model. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DependencePeers {
    private static final int WIDTH = 30;
    private static final int COUNT = 100;

    private Scorer scorer;
    private Rows rows;
    private PredictionProvider provider;
    private PartialDependencePlotExplainer theirs;
    private PredictionProviderMetadata metadata;

    /** Prepares both. */
    @Setup
    public void prepare() {
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
        rows = Population.rows(WIDTH, COUNT);
        provider = Trusty.provider(scorer, WIDTH);
        List<PredictionInput> inputs = Trusty.inputs(rows.toArray(), WIDTH);
        DataDistribution distribution = new PredictionInputsDataDistribution(inputs);
        metadata = new PredictionProviderMetadata() {
            @Override
            public DataDistribution getDataDistribution() {
                return distribution;
            }

            @Override
            public PredictionInput getInputShape() {
                return inputs.get(0);
            }

            @Override
            public PredictionOutput getOutputShape() {
                return Trusty.output(0);
            }
        };
        theirs = new PartialDependencePlotExplainer(new PartialDependencePlotConfig().withSeriesLength(COUNT));
    }

    /** Ours: with standard errors, on the rows' own order statistics. */
    @Benchmark
    public List<Curve> ours() {
        PartialDependence dependence = PartialDependence.withDefaults().withPlaces(COUNT);
        List<Curve> curves = new ArrayList<>();
        for (String feature : rows.schema().names()) {
            curves.add(dependence.curve(scorer, rows, feature));
        }
        return curves;
    }

    /** TrustyAI's. */
    @Benchmark
    public List<PartialDependenceGraph> trustyAi() throws InterruptedException, ExecutionException, TimeoutException {
        return theirs.explainFromMetadata(provider, metadata);
    }
}
