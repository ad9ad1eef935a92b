package io.modelgovernance.samples.springboot;

import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Scorer;
import io.modelgovernance.registry.ModelFiles;
import io.modelgovernance.registry.ModelVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** A logistic regression, kept as a file of named weights. */
final class Scorecard {
    static final String MODEL = "credit";
    static final String PURPOSE = "consumer-loan";
    static final String FILE = "scorecard.properties";
    static final FeatureSchema SCHEMA =
            FeatureSchema.of(Feature.numeric("income", 0, 1_000_000), Feature.numeric("debt", 0, 1_000_000));

    private Scorecard() {}

    /** The chance of a default, from the version's verified file. */
    static Scorer load(ModelVersion version, ModelFiles files) {
        Properties weights = new Properties();
        try {
            weights.load(new ByteArrayInputStream(files.bytes(FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        double intercept = weight(weights, "intercept");
        double income = weight(weights, "income");
        double debt = weight(weights, "debt");
        return (rows, n, out) -> {
            for (int i = 0; i < n; i++) {
                double logit = intercept + income * rows[2 * i] + debt * rows[2 * i + 1];
                out[i] = 1 / (1 + StrictMath.exp(-logit));
            }
        };
    }

    private static double weight(Properties weights, String name) {
        return Double.parseDouble(weights.getProperty(name, "NaN"));
    }
}
