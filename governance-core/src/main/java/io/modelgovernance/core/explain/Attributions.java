package io.modelgovernance.core.explain;

import io.modelgovernance.explain.Attribution;
import java.util.ArrayList;
import java.util.List;

/** Puts an attribution together with its residual. */
final class Attributions {
    private Attributions() {}

    static Attribution of(
            String method,
            List<String> features,
            double[] values,
            double[] standardErrors,
            double baseline,
            double prediction,
            long modelRows,
            long seed,
            Background background) {
        double explained = 0;
        for (double value : values) {
            explained += value;
        }
        return new Attribution(
                method, features, boxed(values), boxed(standardErrors), baseline, prediction,
                prediction - baseline - explained, modelRows, seed, background.digest());
    }

    private static List<Double> boxed(double[] values) {
        List<Double> list = new ArrayList<>(values.length);
        for (double value : values) {
            list.add(value);
        }
        return list;
    }
}
