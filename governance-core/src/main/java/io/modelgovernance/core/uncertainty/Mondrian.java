package io.modelgovernance.core.uncertainty;

import io.modelgovernance.InvalidInputException;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Conformal prediction for each group of cases on its own (Vovk's Mondrian taxonomy), so that the promise holds in every
 * group and not only over all: a group may be a product, a region or a sex. A group with too few cases promises nothing,
 * and says so. Immutable and thread-safe.
 *
 * @param <C> what each group has of its own
 */
public final class Mondrian<C> {
    private final SortedMap<Integer, C> groups;
    private final C unknown;

    private Mondrian(SortedMap<Integer, C> groups, C unknown) {
        this.groups = groups;
        this.unknown = unknown;
    }

    /**
     * Intervals by group.
     *
     * @param predicted the model's predictions, finite; not modified
     * @param actual what was true, as many, finite; not modified
     * @param group the group of each case; not modified
     * @param alpha accepted share of misses in each group, between 0 and 1
     * @return the intervals of each group
     * @throws InvalidInputException if the lengths differ, a value is not finite, or alpha is out of range
     */
    public static Mondrian<ConformalRegressor> regressors(
            double[] predicted, double[] actual, int[] group, double alpha) {
        requireSameLength(group, predicted.length);
        requireSameLength(group, actual.length);
        return of(
                group,
                cases -> ConformalRegressor.calibrate(pick(predicted, cases), pick(actual, cases), alpha),
                ConformalRegressor.calibrate(new double[0], new double[0], alpha));
    }

    /**
     * Intervals from a model's quantiles by group.
     *
     * @param low the model's lower quantiles, finite; not modified
     * @param high the model's upper quantiles, as many, finite; not modified
     * @param actual what was true, as many, finite; not modified
     * @param group the group of each case; not modified
     * @param alpha accepted share of misses in each group, between 0 and 1
     * @return the intervals of each group
     * @throws InvalidInputException if the lengths differ, a value is not finite, or alpha is out of range
     */
    public static Mondrian<ConformalQuantiles> quantiles(
            double[] low, double[] high, double[] actual, int[] group, double alpha) {
        requireSameLength(group, low.length);
        requireSameLength(group, high.length);
        requireSameLength(group, actual.length);
        return of(
                group,
                cases -> ConformalQuantiles.calibrate(pick(low, cases), pick(high, cases), pick(actual, cases), alpha),
                ConformalQuantiles.calibrate(new double[0], new double[0], new double[0], alpha));
    }

    /**
     * Sets by group.
     *
     * @param probabilities for each case one probability a label, 0 to 1; at least one case; not modified
     * @param truth the true label of each case; not modified
     * @param group the group of each case; not modified
     * @param alpha accepted share of misses in each group, between 0 and 1
     * @param nonconformity how strange a label is for a case
     * @return the sets of each group
     * @throws InvalidInputException if there are no cases, the shapes do not fit, a probability or alpha is out of range
     */
    public static Mondrian<ConformalClassifier> classifiers(
            double[][] probabilities, int[] truth, int[] group, double alpha, Nonconformity nonconformity) {
        requireSameLength(group, probabilities.length);
        requireSameLength(group, truth.length);
        int labels = ConformalClassifier.calibrate(probabilities, truth, alpha, nonconformity)
                .labels();
        return of(
                group,
                cases -> ConformalClassifier.calibrate(
                        Arrays.stream(cases).mapToObj(i -> probabilities[i]).toArray(double[][]::new),
                        Arrays.stream(cases).map(i -> truth[i]).toArray(),
                        alpha,
                        nonconformity),
                ConformalClassifier.uncalibrated(labels, nonconformity));
    }

    private static <C> Mondrian<C> of(int[] group, Function<int[], C> calibrated, C unknown) {
        SortedMap<Integer, C> groups = new TreeMap<>();
        for (int one : Arrays.stream(group).distinct().toArray()) {
            groups.put(
                    one,
                    calibrated.apply(IntStream.range(0, group.length)
                            .filter(i -> group[i] == one)
                            .toArray()));
        }
        return new Mondrian<>(groups, unknown);
    }

    private static double[] pick(double[] values, int[] cases) {
        return Arrays.stream(cases).mapToDouble(i -> values[i]).toArray();
    }

    private static void requireSameLength(int[] group, int cases) {
        if (group.length != cases) {
            throw InvalidInputException.of("groups", "number " + group.length, "one a case: " + cases);
        }
    }

    /**
     * What a group has.
     *
     * @param group the group
     * @return its own; for a group that was not among the cases, one that rules nothing out
     */
    public C of(int group) {
        C own = groups.get(group);
        return own == null ? unknown : own;
    }

    /**
     * All groups.
     *
     * @return what each has, by group
     */
    public Map<Integer, C> groups() {
        return new TreeMap<>(groups);
    }
}
