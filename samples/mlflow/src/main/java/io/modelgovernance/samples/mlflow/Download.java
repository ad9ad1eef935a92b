package io.modelgovernance.samples.mlflow;

import java.io.IOException;
import java.nio.file.Path;
import org.mlflow.api.proto.ModelRegistry;

/** Brings the files of an MLflow model version here: from the server, from a bucket, from a shared disk. */
public interface Download {
    /**
     * Copies the model's directory, with {@code MLmodel} at its top.
     *
     * @param version the version as the server tells of it
     * @param into an empty directory
     * @throws IOException if that fails
     */
    void fetch(ModelRegistry.ModelVersion version, Path into) throws IOException;
}
