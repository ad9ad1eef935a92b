package io.modelgovernance.samples.credit;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.stats.Auc;
import io.modelgovernance.core.stats.Bootstrap;
import io.modelgovernance.core.stats.Calibration;
import io.modelgovernance.model.Scorer;
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

    /** The measured uncertainty that the risk scorecard reads. */
    static Map<String, Estimate> uncertainty(CreditModel model, CreditData.Part part, double cutoff) {
        Map<String, Estimate> quality = quality(model, part);
        Map<String, Estimate> measures = new TreeMap<>();
        Estimate auc = quality.get("auc");
        if (auc != null && auc.known()) {
            double half = (auc.high() - auc.low()) / 2 / auc.value();
            measures.put(
                    "metric-half-width", Estimate.exact(half, auc.n(), "half width of the AUC's interval, relative"));
        }
        Estimate error = quality.get("calibration-error");
        if (error != null) {
            measures.put("calibration-error", error);
        }
        measures.put("decision-flips", flips(model, part, cutoff));
        return measures;
    }

    /** Share of decisions that change when every amount of money is one in a hundred off. */
    private static Estimate flips(CreditModel model, CreditData.Part part, double cutoff) {
        Scorer scorer = model.scorer();
        double[] before = part.rows().score(scorer);
        double[] moved = part.rows().toArray();
        int width = CreditData.SCHEMA.size();
        for (String money : new String[] {"income", "expenses", "assets", "debt", "amount", "price"}) {
            for (int i = CreditData.SCHEMA.indexOf(money); i < moved.length; i += width) {
                moved[i] *= 1.01;
            }
        }
        double[] after = new double[before.length];
        scorer.score(moved, after.length, after);
        return Bootstrap.percentile(before.length, 500, SEED, index -> {
            int flips = 0;
            for (int i : index) {
                flips += (before[i] >= cutoff) != (after[i] >= cutoff) ? 1 : 0;
            }
            return (double) flips / index.length;
        });
    }
}
