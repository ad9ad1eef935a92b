package io.modelgovernance.core.performance;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.stats.Proportions;
import java.util.ArrayList;
import java.util.List;

/**
 * Metrics of a model of several classes from counted decisions. What is unknown is wrong: a decision for an unknown class, and
 * any of a case of one. Shares have their exact intervals. A mean over classes has one that recovers the variances from those
 * of its classes, with the correlation between them (MOVER, Zou and Donner 2008), so that a rare class widens it; it is an
 * approximation. Pure and thread-safe.
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
        return k < 0 ? Proportions.of(0, 0, level) : recall(k);
    }

    private Estimate recall(int k) {
        return Proportions.of(cells[k][k], actual[k], level);
    }

    /**
     * Mean recall over the classes that were actual of a case.
     *
     * @return with an interval that takes the classes' cases as independent; unknown without cases of a known class
     */
    public Estimate balancedAccuracy() {
        List<Estimate> parts = new ArrayList<>();
        for (int k = 0; k < classes; k++) {
            if (actual[k] > 0) {
                parts.add(recall(k));
            }
        }
        return mean("balanced accuracy", parts, new double[parts.size()][parts.size()]);
    }

    /**
     * Mean F1 over the classes that were actual or decided of a case.
     *
     * @return with its interval; unknown without cases of a known class
     */
    public Estimate macroF1() {
        List<Integer> seen = new ArrayList<>();
        List<Estimate> parts = new ArrayList<>();
        for (int k = 0; k < classes; k++) {
            if (actual[k] + predicted[k] > 0) {
                seen.add(k);
                parts.add(HarmonicShare.of(cells[k][k], wrong(k), level));
            }
        }
        double[][] together = new double[seen.size()][seen.size()];
        for (int i = 0; i < together.length; i++) {
            for (int j = 0; j < together.length; j++) {
                together[i][j] = i == j ? 0 : correlation(seen.get(i), seen.get(j));
            }
        }
        return mean("macro F1", parts, together);
    }

    /** Decided so and not of it, or of it and not decided so. */
    private long wrong(int k) {
        return actual[k] + predicted[k] - 2 * cells[k][k];
    }

    /**
     * Of the F1 of two classes, by the delta method over a multinomial matrix: they fall together by the cases of one that were
     * decided as the other, each of which is wrong in both.
     */
    private double correlation(int k, int l) {
        double both = (double) cells[k][l] + cells[l][k];
        return both == 0 ? 0 : both * Math.sqrt(hits(k) / wrong(k)) * Math.sqrt(hits(l) / wrong(l));
    }

    /** Share of the right ones among what is of a class or decided so. */
    private double hits(int k) {
        return cells[k][k] / ((double) cells[k][k] + wrong(k));
    }

    private Estimate mean(String what, List<Estimate> parts, double[][] together) {
        int n = parts.size();
        if (n == 0) {
            return Estimate.notEnoughData(counts.labelled(), what + " needs a case of a known class");
        }
        double sum = 0;
        double below = 0;
        double above = 0;
        for (int i = 0; i < n; i++) {
            Estimate one = parts.get(i);
            sum += one.value();
            for (int j = 0; j < n; j++) {
                Estimate other = parts.get(j);
                double weight = i == j ? 1 : together[i][j];
                below += weight * (one.value() - one.low()) * (other.value() - other.low());
                above += weight * (one.high() - one.value()) * (other.high() - other.value());
            }
        }
        double mean = Math.min(1, sum / n);
        return Estimate.of(
                mean,
                Math.max(0, mean - Math.sqrt(below) / n),
                Math.min(1, mean + Math.sqrt(above) / n),
                level,
                counts.labelled(),
                what + " over " + n + " classes, MOVER; " + counts.unknown() + " cases of an unknown class");
    }
}
