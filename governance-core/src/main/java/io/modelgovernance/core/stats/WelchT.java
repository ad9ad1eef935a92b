package io.modelgovernance.core.stats;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;

/** Welch's (1947) t-test of two means whose variances may differ. Pure and thread-safe. */
public final class WelchT {
    private WelchT() {}

    /**
     * A test's outcome.
     *
     * @param t the statistic
     * @param degrees degrees of freedom by Welch and Satterthwaite
     * @param p two-sided p-value, 0 to 1
     * @param difference first mean less the second with its 95 % interval
     * @param effect the difference in pooled standard deviations (Cohen's d with the root mean square of both)
     */
    public record Result(double t, double degrees, double p, Estimate difference, double effect) {}

    /**
     * Compares two means.
     *
     * @param x moments of one sample, at least 2 values
     * @param y moments of the other, at least 2 values
     * @return statistic, p-value and the difference
     * @throws InvalidInputException if a sample has fewer than two values, or both are constant
     */
    public static Result test(Moments x, Moments y) {
        if (x.n() < 2 || y.n() < 2) {
            throw InvalidInputException.of("samples", "are too small for a variance", "of two values or more");
        }
        double first = x.standardDeviation() * x.standardDeviation();
        double second = y.standardDeviation() * y.standardDeviation();
        double a = first / x.n();
        double b = second / y.n();
        double error = Math.sqrt(a + b);
        if (!(error > 0) || !Double.isFinite(error)) {
            throw InvalidInputException.of(
                    "samples", "have no spread, or too much", "of a variance above 0 and finite");
        }
        double shareOfFirst = a / (a + b);
        double rest = 1 - shareOfFirst;
        double degrees = 1 / (shareOfFirst * shareOfFirst / (x.n() - 1) + rest * rest / (y.n() - 1));
        double difference = x.mean() - y.mean();
        double t = difference / error;
        double half = StudentT.upperQuantile(0.025, degrees) * error;
        return new Result(
                t,
                degrees,
                StudentT.twoSided(t, degrees),
                Estimate.of(
                        difference,
                        difference - half,
                        difference + half,
                        0.95,
                        x.n() + y.n(),
                        "difference of means, Welch interval"),
                difference / Math.sqrt((first + second) / 2));
    }
}
