package io.modelgovernance.samples.predictors;

import io.modelgovernance.IntegrityException;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Scorer;
import io.modelgovernance.registry.ModelFiles;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.serving.ModelLoader;
import java.io.IOException;
import java.io.InputStream;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;

/**
 * Runs a Tribuo classifier that was written as a protocol buffer, which names no class to be made by the JVM's own
 * serialization; the score is what it says of one label. Features that are missing are left out, as Tribuo has it.
 * Thread-safe.
 */
public final class TribuoLoader implements ModelLoader {
    private final String file;
    private final String label;

    /**
     * A loader.
     *
     * @param file name of the file within a version
     * @param label the label whose score counts
     */
    public TribuoLoader(String file, String label) {
        this.file = file;
        this.label = label;
    }

    @Override
    public Scorer load(ModelVersion version, ModelFiles files) {
        try (InputStream in = files.open(file)) {
            Model<?> read = Model.deserializeFromStream(in);
            if (!read.validate(Label.class)) {
                throw new IntegrityException(version.id().toString(), "The model must be a classifier.");
            }
            Model<Label> model = read.castModel(Label.class);
            FeatureSchema schema = version.schema();
            return (rows, n, out) -> {
                for (int row = 0; row < n; row++) {
                    out[row] = score(model, schema, rows, row * schema.size());
                }
            };
        } catch (IOException e) {
            throw new IntegrityException(
                    version.id().toString(), "The file (" + file + ") must be a model that Tribuo can read.");
        }
    }

    private double score(Model<Label> model, FeatureSchema schema, double[] rows, int from) {
        ArrayExample<Label> example = new ArrayExample<>(LabelFactory.UNKNOWN_LABEL);
        for (int i = 0; i < schema.size(); i++) {
            if (!Double.isNaN(rows[from + i])) {
                example.add(schema.names().get(i), rows[from + i]);
            }
        }
        Label found = model.predict(example).getOutputScores().get(label);
        if (found == null) {
            throw new IllegalStateException("The model does not know the label " + label);
        }
        return found.getScore();
    }
}
