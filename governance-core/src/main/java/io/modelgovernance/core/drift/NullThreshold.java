package io.modelgovernance.core.drift;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.ConformalRank;
import io.modelgovernance.core.stats.Moments;
import io.modelgovernance.core.stats.Multinomial;
import io.modelgovernance.core.stats.SortedSample;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;

/**
 * How great a distance gets without drift: windows are drawn from the reference and compared with the rest of it, never with
 * a reference that holds them, which would make every distance too small.
 *
 * @param threshold what a window of the same size exceeds with a chance of at most alpha if nothing has changed; positive
 *     infinity if there were too few draws to say
 * @param mean mean distance of the draws
 * @param deviation their standard deviation, for limits such as the mean and three of them
 * @param draws number of windows drawn
 */
public record NullThreshold(double threshold, double mean, double deviation, int draws) {
    /**
     * Draws windows.
     *
     * @param reference values of the reference, finite; not modified
     * @param window values of a window, at least 1, fewer than the reference has
     * @param distance of the rest of the reference and a window, such as {@code Wasserstein} or an index, finite
     * @param alpha accepted chance of exceeding, between 0 and 1
     * @param draws how many windows, at least 1; less than {@code 1 / alpha - 1} are too few
     * @param seed of the draws
     * @return the threshold
     * @throws InvalidInputException if a number is out of range
     */
    public static NullThreshold of(
            double[] reference,
            int window,
            ToDoubleBiFunction<SortedSample, SortedSample> distance,
            double alpha,
            int draws,
            long seed) {
        if (window < 1 || window >= reference.length) {
            throw InvalidInputException.of(
                    "values of a window", "are " + window, "at least 1 and fewer than " + reference.length);
        }
        if (draws < 1) {
            throw InvalidInputException.of("number of draws", "is " + draws, "at least 1");
        }
        ConformalRank rank = ConformalRank.of(draws, alpha);
        SplittableRandom random = new SplittableRandom(seed);
        double[] distances = new double[draws];
        for (int b = 0; b < draws; b++) {
            double[] inside = new double[window];
            double[] rest = new double[reference.length - window];
            int taken = 0;
            for (int i = 0; i < reference.length; i++) {
                if (random.nextInt(reference.length - i) < window - taken) {
                    inside[taken++] = reference[i];
                } else {
                    rest[i - taken] = reference[i];
                }
            }
            distances[b] = distance.applyAsDouble(SortedSample.of(rest), SortedSample.of(inside));
        }
        return of(distances, rank);
    }

    /**
     * Draws windows in bins, of any size: reference and window are both drawn from the shares of the reference, so that a
     * window may be greater than it. As shares are taken for the true ones, the chance holds for great references.
     *
     * @param reference counts of its bins, none negative, at least one above 0; not modified
     * @param window values of a window, at least 1
     * @param distance of a reference and a window, finite
     * @param alphas accepted chances of exceeding, between 0 and 1
     * @param draws how many windows, at least 1; less than {@code 1 / alpha - 1} are too few
     * @param seed of the draws
     * @return a threshold for each chance, of the same draws
     * @throws InvalidInputException if a number is out of range
     */
    public static List<NullThreshold> ofCounts(
            long[] reference,
            long window,
            ToDoubleBiFunction<long[], long[]> distance,
            List<Double> alphas,
            int draws,
            long seed) {
        if (window < 1 || draws < 1) {
            throw InvalidInputException.of(
                    "values of a window and draws", "are " + window + " and " + draws, "at least 1 each");
        }
        List<ConformalRank> ranks =
                alphas.stream().map(alpha -> ConformalRank.of(draws, alpha)).toList();
        SplittableRandom random = new SplittableRandom(seed);
        long size = Arrays.stream(reference).sum();
        double[] distances = new double[draws];
        for (int b = 0; b < draws; b++) {
            long[] before = Multinomial.draw(size, reference, random);
            distances[b] = distance.applyAsDouble(before, Multinomial.draw(window, reference, random));
        }
        return ranks.stream().map(rank -> of(distances, rank)).toList();
    }

    private static NullThreshold of(double[] distances, ConformalRank rank) {
        Moments moments = Moments.of(distances);
        double threshold = rank.finite() ? rank.quantile(distances).value() : Double.POSITIVE_INFINITY;
        double deviation = distances.length > 1 ? moments.standardDeviation() : 0;
        return new NullThreshold(threshold, moments.mean(), deviation, distances.length);
    }
}
