package io.modelgovernance.samples.credit;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.stats.Auc;
import io.modelgovernance.core.stats.Calibration;
import java.util.Map;
import java.util.TreeMap;

/** What is measured of a version on data it was not trained on. */
final class Measures {
    static final long SEED = 7;
    private static final int BINS = 10;

    private Measures() {}

    static Map<String, Estimate> quality(CreditModel model, CreditData.Part part) {
        double[] scores = part.rows().score(model.scorer());
        Map<String, Estimate> measures = new TreeMap<>();
        measures.put("auc", Auc.of(part.bad(), scores));
        measures.put("brier", Calibration.brier(part.bad(), scores, SEED));
        measures.put("calibration-error", Calibration.expectedError(part.bad(), scores, BINS, SEED));
        return measures;
    }
}
