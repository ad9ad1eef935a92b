package io.modelgovernance.core.profile;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.BinDistances;
import io.modelgovernance.core.stats.ChiSquare;
import io.modelgovernance.core.stats.KolmogorovSmirnov;
import io.modelgovernance.core.stats.PopulationStability;
import io.modelgovernance.core.stats.Proportions;
import io.modelgovernance.drift.FeatureProfile;
import io.modelgovernance.model.Feature;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares a window with its reference, feature by feature, from the counts alone. Kolmogorov-Smirnov is exact up to {@link
 * KolmogorovSmirnov#EXACT_LIMIT} pairs of values, which takes milliseconds; {@link #quick} takes microseconds, for it depends
 * on the number of bins and not on that of the rows. Whoever acts on many of these p-values corrects them. Pure and thread-safe.
 */
public final class WindowTests {
    private WindowTests() {}

    /**
     * What the tests of one feature said.
     *
     * @param feature its name
     * @param psi population stability index over the frozen bins; unknown if either side has fewer values than asked
     * @param chiSquareP p-value of the chi-square test over bins pooled to expected counts of 5; unknown as the index
     * @param ksP p-value of Kolmogorov-Smirnov over the bins; unknown as the index, and for categorical features
     * @param distances of the shares of the bins; all 0 if the index is unknown
     * @param missingP p-value of a change of the share of missing values; unknown if either side has fewer rows than asked
     * @param outside share of values outside the range of the reference, with its exact 95 % interval
     */
    public record Result(
            String feature,
            Estimate psi,
            Estimate chiSquareP,
            Estimate ksP,
            BinDistances distances,
            Estimate missingP,
            Estimate outside) {}

    /**
     * Compares.
     *
     * @param reference the frozen reference
     * @param window a window of it
     * @param minimum least number of values on both sides, at least 1
     * @return one result for each feature, in their order
     * @throws InvalidInputException if the window is of another reference, or the minimum is below 1
     */
    public static List<Result> compare(FrozenReference reference, WindowProfile window, int minimum) {
        return compare(reference, window, minimum, KolmogorovSmirnov.EXACT_LIMIT);
    }

    /**
     * Compares where time counts, such as on the way of a decision: Kolmogorov-Smirnov by its limit law alone.
     *
     * @param reference the frozen reference
     * @param window a window of it
     * @param minimum least number of values on both sides, at least 1
     * @return one result for each feature, in their order
     * @throws InvalidInputException as {@link #compare}
     */
    public static List<Result> quick(FrozenReference reference, WindowProfile window, int minimum) {
        return compare(reference, window, minimum, 0);
    }

    private static List<Result> compare(FrozenReference reference, WindowProfile window, int minimum, long exactLimit) {
        if (!window.reference().equals(reference.fingerprint())) {
            throw InvalidInputException.of("window", "is of another reference", "of " + reference.fingerprint());
        }
        if (minimum < 1) {
            throw InvalidInputException.of("minimum sample", "is " + minimum, "at least 1");
        }
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < window.features().size(); i++) {
            results.add(compare(
                    reference.profile().features().get(i), window.features().get(i), minimum, exactLimit));
        }
        return results;
    }

    private static Result compare(FeatureProfile reference, FeatureWindow window, int minimum, long exactLimit) {
        long[] before =
                reference.binCounts().stream().mapToLong(Long::longValue).toArray();
        long[] now = window.binCounts();
        long count = window.count();
        boolean numeric = reference.feature().type() == Feature.Type.NUMERIC;
        Estimate outside = Proportions.of(numeric ? window.below() + window.above() : now[now.length - 1], count, 0.95);
        Estimate missing = missing(reference, window, count, minimum);
        if (Math.min(count, reference.count()) < minimum) {
            Estimate unknown = Estimate.notEnoughData(
                    Math.min(count, reference.count()), "needs " + minimum + " values on both sides");
            BinDistances none = new BinDistances(0, 0, 0, 0, 0);
            return new Result(window.feature(), unknown, unknown, unknown, none, missing, outside);
        }
        return new Result(
                window.feature(),
                PopulationStability.index(before, now),
                Estimate.exact(ChiSquare.pooled(before, now).p(), count, "chi-square over pooled bins"),
                numeric
                        ? Estimate.exact(
                                KolmogorovSmirnov.ofCounts(before, now, exactLimit)
                                        .p(),
                                count,
                                "Kolmogorov-Smirnov over bins")
                        : Estimate.notEnoughData(count, "categories have no order"),
                BinDistances.of(before, now),
                missing,
                outside);
    }

    private static Estimate missing(FeatureProfile reference, FeatureWindow window, long count, int minimum) {
        long rows = count + window.missing();
        long before = reference.count() + reference.missing();
        if (Math.min(rows, before) < minimum) {
            return Estimate.notEnoughData(Math.min(rows, before), "needs " + minimum + " rows on both sides");
        }
        double p = Proportions.differ(reference.missing(), before, window.missing(), rows);
        return Estimate.exact(p, rows, "change of the share missing");
    }
}
