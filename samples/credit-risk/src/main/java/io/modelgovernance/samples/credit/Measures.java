package io.modelgovernance.samples.credit;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.performance.BinaryMetrics;
import io.modelgovernance.core.performance.CalibrationBins;
import io.modelgovernance.core.performance.LabelledScores;
import io.modelgovernance.core.stats.Auc;
import io.modelgovernance.core.stats.Resampling;
import java.util.Map;
import java.util.TreeMap;

/** What is measured of a version on data it was not trained on. */
final class Measures {
    static final long SEED = 7;
    private static final CalibrationBins BINS = CalibrationBins.equalMass(10);

    private Measures() {}

    static Map<String, Estimate> quality(CreditModel model, CreditData.Part part) {
        double[] scores = part.rows().score(model.scorer());
        Map<String, Estimate> measures = new TreeMap<>();
        measures.put("auc", Auc.of(part.bad(), scores));
        LabelledScores cases = LabelledScores.of(part.bad(), scores);
        Resampling resampling = Resampling.of(cases.size(), SEED);
        measures.put("brier", cases.percentile(BinaryMetrics.brier(), resampling));
        measures.put("calibration-error", cases.percentile(BinaryMetrics.calibrationError(BINS), resampling));
        return measures;
    }
}
