package io.modelgovernance.samples.predictors;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.model.Scorer;
import io.modelgovernance.registry.ModelFiles;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.serving.ModelLoader;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs the ONNX file of a version in ONNX Runtime: one input of floats, one row a case; the score is the last column of
 * one of its outputs. Closing it frees every model that it loaded. Thread-safe.
 */
public final class OnnxLoader implements ModelLoader, AutoCloseable {
    private final String file;
    private final String output;
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final List<OrtSession> sessions = new ArrayList<>();

    /**
     * A loader.
     *
     * @param file name of the file within a version
     * @param output name of the output that holds the scores
     */
    public OnnxLoader(String file, String output) {
        this.file = file;
        this.output = output;
    }

    @Override
    public synchronized Scorer load(ModelVersion version, ModelFiles files) {
        // One thread: a sum has one order then, and the same row the same bits.
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            OrtSession session = environment.createSession(files.bytes(file), options);
            sessions.add(session);
            if (!session.getOutputNames().contains(output)) {
                throw InvalidInputException.of(
                        "output " + output,
                        "is none of " + file,
                        session.getOutputNames().toString());
            }
            String input = session.getInputNames().iterator().next();
            int width = version.schema().size();
            return (rows, n, out) -> score(session, input, rows, n, width, out);
        } catch (OrtException e) {
            throw new IntegrityException(
                    version.id().toString(), "The file (" + file + ") must be a model that ONNX Runtime can run.");
        }
    }

    private void score(OrtSession session, String input, double[] rows, int n, int width, double[] out) {
        float[] values = new float[width];
        long[] shape = {1, width};
        for (int row = 0; row < n; row++) {
            for (int i = 0; i < width; i++) {
                values[i] = (float) rows[row * width + i];
            }
            try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
                    OrtSession.Result result = session.run(Map.of(input, tensor))) {
                float[][] scores = (float[][]) result.get(output).orElseThrow().getValue();
                out[row] = scores[0][scores[0].length - 1];
            } catch (OrtException e) {
                throw new IllegalStateException("ONNX Runtime failed", e);
            }
        }
    }

    @Override
    public synchronized void close() {
        for (OrtSession session : sessions) {
            try {
                session.close();
            } catch (OrtException e) {
                throw new IllegalStateException("ONNX Runtime failed to free a model", e);
            }
        }
        sessions.clear();
    }
}
