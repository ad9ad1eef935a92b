package io.modelgovernance.core.drift;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.drift.DriftTestResult;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.drift.FeatureProfile;
import io.modelgovernance.model.Feature;
import java.util.Arrays;
import java.util.Locale;

/** A frozen reference beside the present values of a window, and what every test does with them. */
final class Comparison {
    /** The p-value of a statistic that has none. */
    static final Estimate NO_P = Estimate.notEnoughData(0, "the statistic has no p-value");

    private final FeatureProfile reference;
    private final double[] present;

    Comparison(FeatureProfile reference, double[] current) {
        this.reference = reference;
        this.present = Columns.present(reference.feature(), current);
    }

    static int requireMinimum(int values) {
        if (values < 2) {
            throw InvalidInputException.of("minimum sample", "is " + values, "at least 2");
        }
        return values;
    }

    static void requireThresholds(double warning, double drift) {
        if (!(warning > 0 && drift >= warning && drift < Double.POSITIVE_INFINITY)) {
            throw InvalidInputException.of(
                    "thresholds", "are " + warning + " and " + drift, "above 0, finite and in order");
        }
    }

    static double requireLevel(double level) {
        if (!(level > 0 && level < 1)) {
            throw InvalidInputException.of("level", "is " + level, "between 0 and 1");
        }
        return level;
    }

    static DriftVerdict bySize(double size, double warning, double drift) {
        return size >= drift ? DriftVerdict.DRIFT : size >= warning ? DriftVerdict.WARNING : DriftVerdict.STABLE;
    }

    static String bounds(double warning, double drift) {
        return String.format(Locale.ROOT, "warning from %.4g, drift from %.4g", warning, drift);
    }

    Comparison requireNumeric(String method) {
        if (reference.feature().type() != Feature.Type.NUMERIC) {
            throw InvalidInputException.of(
                    "feature " + reference.feature().name(), "is categorical", "numeric for the test " + method);
        }
        return this;
    }

    boolean enough(int minimum) {
        return present.length >= minimum && reference.count() >= minimum;
    }

    /** The reference's sample, ascending. */
    double[] sample() {
        return reference.sample().stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The window's values, ascending; a test of counts does not need them, and does not pay for the sorting. */
    double[] values() {
        Arrays.sort(present);
        return present;
    }

    /** Number of the window's values. */
    long count() {
        return present.length;
    }

    long[] referenceCounts() {
        return Columns.counts(reference.binCounts());
    }

    long[] currentCounts() {
        return Columns.counts(Columns.bins(reference, present));
    }

    DriftTestResult tooFew(String method, int minimum, String threshold) {
        Estimate unknown = Estimate.notEnoughData(
                Math.min(present.length, reference.count()), "needs " + minimum + " values on both sides");
        return result(method, unknown, unknown, 0, DriftVerdict.NOT_ENOUGH_DATA, threshold);
    }

    DriftTestResult result(
            String method, Estimate statistic, Estimate p, double effect, DriftVerdict verdict, String threshold) {
        return new DriftTestResult(method, statistic, p, effect, reference.count(), present.length, verdict, threshold);
    }
}
