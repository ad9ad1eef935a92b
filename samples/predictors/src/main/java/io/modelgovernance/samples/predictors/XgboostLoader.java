package io.modelgovernance.samples.predictors;

import io.modelgovernance.IntegrityException;
import io.modelgovernance.model.Scorer;
import io.modelgovernance.registry.ModelFiles;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.serving.ModelLoader;
import java.util.ArrayList;
import java.util.List;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Runs the model file of a version (JSON or UBJSON) in XGBoost itself; the score is its prediction, a probability for a
 * classifier. Closing it frees every model that it loaded. Thread-safe: a model is asked by one thread at a time.
 */
public final class XgboostLoader implements ModelLoader, AutoCloseable {
    private final String file;
    private final List<Booster> boosters = new ArrayList<>();

    /**
     * A loader.
     *
     * @param file name of the file within a version
     */
    public XgboostLoader(String file) {
        this.file = file;
    }

    @Override
    public synchronized Scorer load(ModelVersion version, ModelFiles files) {
        try {
            Booster booster = XGBoost.loadModel(files.bytes(file));
            booster.setParam("nthread", 1);
            boosters.add(booster);
            int width = version.schema().size();
            return (rows, n, out) -> score(booster, rows, n, width, out);
        } catch (XGBoostError | java.io.IOException e) {
            throw new IntegrityException(
                    version.id().toString(), "The file (" + file + ") must be a model that XGBoost can run.");
        }
    }

    private static void score(Booster booster, double[] rows, int n, int width, double[] out) {
        if (n == 0) {
            return;
        }
        float[] values = new float[n * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) rows[i];
        }
        synchronized (booster) {
            try {
                DMatrix matrix = new DMatrix(values, n, width, Float.NaN);
                try {
                    float[][] scores = booster.predict(matrix);
                    for (int row = 0; row < n; row++) {
                        out[row] = scores[row][scores[row].length - 1];
                    }
                } finally {
                    matrix.dispose();
                }
            } catch (XGBoostError e) {
                throw new IllegalStateException("XGBoost failed", e);
            }
        }
    }

    @Override
    public synchronized void close() {
        boosters.forEach(Booster::dispose);
        boosters.clear();
    }
}
