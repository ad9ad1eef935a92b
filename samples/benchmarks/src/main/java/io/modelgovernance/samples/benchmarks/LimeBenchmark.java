package io.modelgovernance.samples.benchmarks;

import io.modelgovernance.core.explain.Lime;
import io.modelgovernance.explain.LocalModel;
import io.modelgovernance.model.Scorer;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.explanations.lime.LIMEBase;
import org.tribuo.classification.explanations.lime.LIMEExplanation;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.slm.LARSLassoTrainer;

/** LIME beside Tribuo's, with the same logistic regression and as many model rows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LimeBenchmark {
    private static final int TRAINED = 2_000;
    private static final int PAIRS = 500;

    /** How many features. */
    @Param({"10", "30"})
    public int features;

    private Scorer scorer;
    private double[] row;
    private Example<Label> example;
    private Lime.Local ours;
    private LIMEBase theirs;

    /** Trains Tribuo's model, and takes its weights over into a scorer of ours. */
    @Setup
    public void prepare() {
        String[] names = IntStream.range(0, features)
                .mapToObj(i -> String.format(java.util.Locale.ROOT, "f%02d", i))
                .toArray(String[]::new);
        LabelFactory labels = new LabelFactory();
        MutableDataset<Label> rows = new MutableDataset<>(new SimpleDataSourceProvenance("made up", labels), labels);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < TRAINED; i++) {
            double[] values = Population.values(100 + i, features);
            double sum = IntStream.range(0, features)
                    .mapToDouble(f -> (f % 5 - 2) * values[f])
                    .sum();
            rows.add(new ArrayExample<>(new Label(sum + random.nextDouble(-1, 1) > 0 ? "1" : "0"), names, values));
        }
        LinearSGDModel model = new LogisticRegressionTrainer().train(rows);
        DenseMatrix weights = model.getWeightsCopy();
        int one = model.getOutputIDInfo().getID(new Label("1"));
        double[] slopes = new double[features + 1];
        for (int f = 0; f < features; f++) {
            int id = model.getFeatureIDMap().getID(names[f]);
            slopes[f] = weights.get(one, id) - weights.get(1 - one, id);
        }
        slopes[features] = weights.get(one, features) - weights.get(1 - one, features);
        scorer = (block, n, out) -> {
            for (int i = 0; i < n; i++) {
                double sum = slopes[features];
                for (int f = 0; f < features; f++) {
                    sum += slopes[f] * block[i * features + f];
                }
                out[i] = 1 / (1 + Math.exp(-sum));
            }
        };
        row = Population.values(1, features);
        example = new ArrayExample<>(new Label("1"), names, row);
        double score = Objects.requireNonNull(
                        model.predict(example).getOutputScores().get("1"))
                .getScore();
        double differs = score - scorer.score(row);
        if (Math.abs(differs) > 1e-9) {
            throw new IllegalStateException("The scorer must be Tribuo's model, but differs by " + differs);
        }
        ours = Lime.withDefaults().withPairs(PAIRS).over(Population.rows(features, 100));
        theirs = new LIMEBase(new java.util.SplittableRandom(1), model, new LARSLassoTrainer(features), 2 * PAIRS);
    }

    /** Ours: slopes and their standard errors. */
    @Benchmark
    public LocalModel ours() {
        return ours.explain(scorer, row);
    }

    /** Tribuo's, with least angles. */
    @Benchmark
    public LIMEExplanation tribuo() {
        return theirs.explain(example);
    }
}
