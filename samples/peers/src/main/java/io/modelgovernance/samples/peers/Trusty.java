package io.modelgovernance.samples.peers;

import io.modelgovernance.model.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.kie.kogito.explainability.model.Feature;
import org.kie.kogito.explainability.model.FeatureFactory;
import org.kie.kogito.explainability.model.Output;
import org.kie.kogito.explainability.model.PredictionInput;
import org.kie.kogito.explainability.model.PredictionOutput;
import org.kie.kogito.explainability.model.PredictionProvider;
import org.kie.kogito.explainability.model.Type;
import org.kie.kogito.explainability.model.Value;

/** Rows and models as TrustyAI wants them. */
final class Trusty {
    private Trusty() {}

    static PredictionInput input(double[] rows, int row, int width) {
        List<Feature> features = IntStream.range(0, width)
                .mapToObj(f -> FeatureFactory.newNumericalFeature("feature-" + f, rows[row * width + f]))
                .toList();
        return new PredictionInput(features);
    }

    static List<PredictionInput> inputs(double[] rows, int width) {
        return IntStream.range(0, rows.length / width)
                .mapToObj(row -> input(rows, row, width))
                .toList();
    }

    static PredictionOutput output(double score) {
        return new PredictionOutput(List.of(new Output("o", Type.NUMBER, new Value(score), 1)));
    }

    /** The model, all rows of a call scored at once. */
    static PredictionProvider provider(Scorer scorer, int width) {
        return inputs -> {
            double[] rows = new double[inputs.size() * width];
            int next = 0;
            for (PredictionInput input : inputs) {
                for (Feature feature : input.getFeatures()) {
                    rows[next++] = ((Number) feature.getValue().getUnderlyingObject()).doubleValue();
                }
            }
            double[] scores = new double[inputs.size()];
            scorer.score(rows, scores.length, scores);
            List<PredictionOutput> outputs = new ArrayList<>(scores.length);
            for (double score : scores) {
                outputs.add(output(score));
            }
            return CompletableFuture.completedFuture(outputs);
        };
    }
}
