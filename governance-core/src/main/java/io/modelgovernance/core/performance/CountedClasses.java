package io.modelgovernance.core.performance;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.stats.MeanShare;
import io.modelgovernance.core.stats.Proportions;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Metrics of a model of several classes from counted decisions. What is unknown is wrong: a decision for an unknown class, and
 * any of a case of one. Shares have their exact intervals, means over classes those of {@link MeanShare}, which a rare class
 * widens and which are approximations. Pure and thread-safe.
 */
public final class CountedClasses {
    private final ClassCounts counts;
    private final double level;
    private final int classes;
    private final long[][] cells;
    private final long[] actual;
    private final long[] predicted;

    /**
     * Takes counts.
     *
     * @param counts decisions by class
     * @param level confidence level of the intervals, between 0 and 1
     */
    public CountedClasses(ClassCounts counts, double level) {
        this.counts = counts;
        this.level = level;
        this.classes = counts.classes().size();
        this.cells = new long[classes + 1][classes + 1];
        this.actual = new long[classes + 1];
        this.predicted = new long[classes + 1];
        for (ClassCell cell : counts.cells()) {
            cells[cell.actual()][cell.predicted()] = cell.count();
            actual[cell.actual()] += cell.count();
            predicted[cell.predicted()] += cell.count();
        }
    }

    /**
     * Right decisions among all.
     *
     * @return with the exact interval; unknown without cases
     */
    public Estimate accuracy() {
        long right = 0;
        for (int k = 0; k < classes; k++) {
            right += cells[k][k];
        }
        return Proportions.of(right, counts.labelled(), level);
    }

    /**
     * Right decisions among the cases of one class.
     *
     * @param label the class
     * @return with the exact interval; unknown without cases of it
     */
    public Estimate recall(String label) {
        int k = counts.classes().indexOf(label);
        return k < 0 ? Proportions.of(0, 0, level) : Proportions.of(cells[k][k], actual[k], level);
    }

    /**
     * Mean recall over the classes that were actual of a case.
     *
     * @return with an interval that takes the numbers of the classes' cases as given; unknown without cases of a known class
     */
    public Estimate balancedAccuracy() {
        return mean("balanced accuracy", MeanShare.Figure.SHARE, actual, 1);
    }

    /**
     * Mean F1 over the classes that were actual or decided of a case.
     *
     * @return with its interval; unknown without cases of a known class
     */
    public Estimate macroF1() {
        long[] either = new long[classes];
        for (int k = 0; k < classes; k++) {
            either[k] = cells[k][k] + wrong(k);
        }
        return mean("macro F1", MeanShare.Figure.HARMONIC, either, inflation());
    }

    /** Decided so and not of it, or of it and not decided so. */
    private long wrong(int k) {
        return actual[k] + predicted[k] - 2 * cells[k][k];
    }

    /**
     * Variance of the mean F1 by that of independent classes, by the delta method over a multinomial matrix: two classes fall
     * together by the cases of one that were decided as the other, each of which is wrong in both.
     */
    private double inflation() {
        double apart = 0;
        double together = 0;
        for (int k = 0; k < classes; k++) {
            double right = (double) cells[k][k];
            apart += right == 0 ? 0 : right * wrong(k) * (wrong(k) + right) / square(square(both(k)));
            for (int l = 0; l < classes; l++) {
                double mixed = k == l ? 0 : (double) cells[k][l] + cells[l][k];
                together += mixed == 0 ? 0 : mixed * right / square(both(k)) * cells[l][l] / square(both(l));
            }
        }
        return apart > 0 ? 1 + together / apart : 1;
    }

    private double both(int k) {
        return (double) actual[k] + predicted[k];
    }

    private static double square(double x) {
        return x * x;
    }

    private Estimate mean(String what, MeanShare.Figure figure, long[] trials, double inflation) {
        int[] seen = IntStream.range(0, classes).filter(k -> trials[k] > 0).toArray();
        if (seen.length == 0) {
            return Estimate.notEnoughData(counts.labelled(), what + " needs a case of a known class");
        }
        long[] hits = Arrays.stream(seen).mapToLong(k -> cells[k][k]).toArray();
        long[] of = Arrays.stream(seen).mapToLong(k -> trials[k]).toArray();
        Estimate mean = MeanShare.of(figure, hits, of, inflation, level);
        return Estimate.of(
                mean.value(),
                mean.low(),
                mean.high(),
                level,
                counts.labelled(),
                what + ", " + mean.method() + "; " + counts.unknown() + " cases of an unknown class");
    }
}
