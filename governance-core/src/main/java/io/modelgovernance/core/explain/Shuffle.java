package io.modelgovernance.core.explain;

import io.modelgovernance.model.Scorer;

/** Scores rows, one feature taken from other rows, in blocks of bounded size; local to one call. */
final class Shuffle {
    private final Scorer scorer;
    private final Background rows;
    private final double[] block;
    private final double[] out;
    private long modelRows;

    Shuffle(Scorer scorer, Background rows) {
        this.scorer = scorer;
        this.rows = rows;
        int capacity = Math.min(rows.rowsACall(), rows.count());
        this.block = new double[capacity * rows.width()];
        this.out = new double[capacity];
    }

    /** Scores of the rows as they are. */
    double[] scores() {
        return scores(0, (row, value) -> value);
    }

    /** Scores of the rows when row i has the feature of row order[i]. */
    double[] scores(int feature, int[] order) {
        return scores(feature, (row, value) -> rows.get(order[row], feature));
    }

    /** Scores of the rows when every row has this value of the feature. */
    double[] scores(int feature, double fixed) {
        return scores(feature, (row, value) -> fixed);
    }

    long modelRows() {
        return modelRows;
    }

    private double[] scores(int feature, Replacement replacement) {
        double[] scores = new double[rows.count()];
        for (int from = 0; from < scores.length; from += out.length) {
            int n = Math.min(out.length, scores.length - from);
            rows.copy(from, n, block, 0);
            for (int i = 0; i < n; i++) {
                int cell = i * rows.width() + feature;
                block[cell] = replacement.value(from + i, block[cell]);
            }
            scorer.score(block, n, out);
            for (int i = 0; i < n; i++) {
                scores[from + i] = Background.finite(out[i]);
            }
            modelRows += n;
        }
        return scores;
    }

    private interface Replacement {
        double value(int row, double original);
    }
}
