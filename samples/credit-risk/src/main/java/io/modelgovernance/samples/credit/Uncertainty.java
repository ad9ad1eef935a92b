package io.modelgovernance.samples.credit;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.stats.Proportions;
import io.modelgovernance.core.stats.Resampling;
import io.modelgovernance.core.uncertainty.ConformalClassifier;
import io.modelgovernance.core.uncertainty.UncertaintyMeasures;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.Scorer;
import java.util.Map;

/** The six figures that the risk scorecard reads, measured on the calibration part. */
final class Uncertainty {
    private static final int RESAMPLES = 500;
    private static final double ALPHA = 0.1;
    private static final double LEVEL = 0.95;

    private final CreditModel model;
    private final CreditData data;
    private final CreditData.Part part;

    private Uncertainty(CreditModel model, CreditData data) {
        this.model = model;
        this.data = data;
        this.part = data.calibration();
    }

    static Map<String, Estimate> of(CreditModel model, CreditData data, double cutoff) {
        return new Uncertainty(model, data).measure(cutoff);
    }

    private Map<String, Estimate> measure(double cutoff) {
        Estimate unknown = Estimate.notEnoughData(0, "not measured");
        Map<String, Estimate> quality = Measures.quality(model, part);
        return conformal(UncertaintyMeasures.none()
                        .withMetric(quality.getOrDefault("auc", unknown))
                        .withCalibration(quality.getOrDefault("calibration-error", unknown))
                        .withFlips(flips(cutoff))
                        .withOutside(outside()))
                .byName();
    }

    /** One half of the part calibrates, the other half shows whether nine in ten sets hold the truth. */
    private UncertaintyMeasures conformal(UncertaintyMeasures measures) {
        double[] bad = part.rows().score(model.scorer());
        int half = bad.length / 2;
        double[][] fit = new double[half][];
        int[] fitted = new int[half];
        double[][] held = new double[half][];
        int[] truth = new int[half];
        for (int i = 0; i < half; i++) {
            fit[i] = new double[] {1 - bad[2 * i], bad[2 * i]};
            fitted[i] = part.bad()[2 * i] ? 1 : 0;
            held[i] = new double[] {1 - bad[2 * i + 1], bad[2 * i + 1]};
            truth[i] = part.bad()[2 * i + 1] ? 1 : 0;
        }
        ConformalClassifier sets = ConformalClassifier.calibrate(fit, fitted, ALPHA);
        int[] sizes = new int[half];
        for (int i = 0; i < half; i++) {
            sizes[i] = sets.labels(held[i]).size();
        }
        Estimate width = Resampling.of(half, Measures.SEED)
                .withResamples(RESAMPLES)
                .percentile(times -> {
                    double sum = 0;
                    for (int i = 0; i < half; i++) {
                        sum += times[i] * (sizes[i] - 1);
                    }
                    return sum / half;
                });
        return measures.withCoverage(sets.coverage(held, truth), 1 - ALPHA).withWidth(width);
    }

    /** Share of applicants with a number that training never saw the like of. */
    private Estimate outside() {
        double[] seen = data.train().rows().toArray();
        double[] now = part.rows().toArray();
        int width = CreditData.SCHEMA.size();
        long outside = 0;
        for (int row = 0; row < now.length; row += width) {
            boolean inside = true;
            for (int f = 0; f < width; f++) {
                inside &= within(seen, f, now[row + f]);
            }
            outside += inside ? 0 : 1;
        }
        return Proportions.of(outside, now.length / width, LEVEL);
    }

    private static boolean within(double[] seen, int feature, double value) {
        if (CreditData.SCHEMA.features().get(feature).type() == Feature.Type.CATEGORICAL || Double.isNaN(value)) {
            return true;
        }
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = feature; i < seen.length; i += CreditData.SCHEMA.size()) {
            if (!Double.isNaN(seen[i])) {
                least = Math.min(least, seen[i]);
                most = Math.max(most, seen[i]);
            }
        }
        return value >= least && value <= most;
    }

    /** Share of decisions that change when every amount of money is one in a hundred off. */
    private Estimate flips(double cutoff) {
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
        long flips = 0;
        for (int i = 0; i < before.length; i++) {
            flips += (before[i] >= cutoff) != (after[i] >= cutoff) ? 1 : 0;
        }
        return Proportions.of(flips, before.length, LEVEL);
    }
}
