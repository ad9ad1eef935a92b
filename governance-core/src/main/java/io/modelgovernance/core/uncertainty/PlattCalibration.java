package io.modelgovernance.core.uncertainty;

import io.modelgovernance.InvalidInputException;

/**
 * Turns scores into probabilities by a logistic curve (Platt 1999), fitted by Newton's method as Lin, Lin and Weng (2007)
 * say. The targets are Platt's smoothed ones, {@code (positives + 1) / (positives + 2)} and {@code 1 / (negatives + 2)}, so
 * that cases parted without error do not give certainty. Immutable and thread-safe.
 *
 * @param slope change of the logarithm of the odds a unit of score
 * @param intercept logarithm of the odds at score 0
 */
public record PlattCalibration(double slope, double intercept) {
    private static final int ITERATIONS = 200;
    private static final double RIDGE = 1e-12;

    /**
     * Checks.
     *
     * @throws InvalidInputException if a number is not finite
     */
    public PlattCalibration {
        if (!Double.isFinite(slope) || !Double.isFinite(intercept)) {
            throw InvalidInputException.of("logistic curve", "is " + slope + " and " + intercept, "of finite numbers");
        }
    }

    /**
     * Fits on labelled cases that the model was not trained on.
     *
     * @param positive whether each case is positive, at least one case; not modified
     * @param score each case's score, finite; not modified
     * @return the curve; with one class only, or equal scores, nearly flat
     * @throws InvalidInputException if there are no cases, the lengths differ or a score is not finite
     */
    public static PlattCalibration fit(boolean[] positive, double[] score) {
        int n = score.length;
        if (n == 0 || positive.length != n) {
            throw InvalidInputException.of("scores", "number " + n, "one a label, and at least one");
        }
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        long positives = 0;
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(score[i])) {
                throw InvalidInputException.of("score of case " + i, "is " + score[i], "finite");
            }
            least = Math.min(least, score[i]);
            most = Math.max(most, score[i]);
            positives += positive[i] ? 1 : 0;
        }
        double centre = least / 2 + most / 2;
        double scale = most > least ? most / 2 - least / 2 : 1;
        double high = (positives + 1.0) / (positives + 2.0);
        double low = 1 / (n - positives + 2.0);
        double[] x = new double[n];
        double[] target = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = (score[i] - centre) / scale;
            target[i] = positive[i] ? high : low;
        }
        double[] curve = newton(x, target, StrictMath.log((positives + 1.0) / (n - positives + 1.0)));
        return new PlattCalibration(curve[0] / scale, curve[1] - curve[0] * centre / scale);
    }

    /** Newton's method with halved steps; the loss is convex. */
    private static double[] newton(double[] x, double[] target, double start) {
        double slope = 0;
        double intercept = start;
        double loss = loss(x, target, slope, intercept);
        for (int round = 0; round < ITERATIONS; round++) {
            double h11 = RIDGE;
            double h12 = 0;
            double h22 = RIDGE;
            double g1 = 0;
            double g2 = 0;
            for (int i = 0; i < x.length; i++) {
                double p = probability(slope * x[i] + intercept);
                double weight = p * (1 - p);
                h11 += x[i] * x[i] * weight;
                h12 += x[i] * weight;
                h22 += weight;
                g1 += x[i] * (p - target[i]);
                g2 += p - target[i];
            }
            double det = h11 * h22 - h12 * h12;
            double d1 = -(h22 * g1 - h12 * g2) / det;
            double d2 = -(h11 * g2 - h12 * g1) / det;
            double step = 1;
            double next = loss(x, target, slope + d1, intercept + d2);
            while (!(next <= loss) && step > 1e-12) {
                step /= 2;
                next = loss(x, target, slope + step * d1, intercept + step * d2);
            }
            if (!(next <= loss)) {
                break;
            }
            slope += step * d1;
            intercept += step * d2;
            boolean still =
                    Math.abs(d1) <= 1e-13 * (1 + Math.abs(slope)) && Math.abs(d2) <= 1e-13 * (1 + Math.abs(intercept));
            loss = next;
            if (still) {
                break;
            }
        }
        return new double[] {slope, intercept};
    }

    private static double loss(double[] x, double[] target, double slope, double intercept) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double z = slope * x[i] + intercept;
            double one = z >= 0
                    ? (1 - target[i]) * z + StrictMath.log1p(StrictMath.exp(-z))
                    : -target[i] * z + StrictMath.log1p(StrictMath.exp(z));
            sum += one;
        }
        return sum;
    }

    private static double probability(double z) {
        double e = StrictMath.exp(-Math.abs(z));
        return z >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    /**
     * Calibrates.
     *
     * @param score scores, not NaN; not modified
     * @return the probability of each, 0 to 1
     * @throws InvalidInputException if a score is NaN
     */
    public double[] apply(double[] score) {
        double[] calibrated = new double[score.length];
        for (int i = 0; i < score.length; i++) {
            if (Double.isNaN(score[i])) {
                throw InvalidInputException.of("score " + i, "is NaN", "a number");
            }
            calibrated[i] = slope == 0 ? probability(intercept) : probability(slope * score[i] + intercept);
        }
        return calibrated;
    }
}
