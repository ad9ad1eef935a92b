package io.modelgovernance.core.explain;

import io.modelgovernance.model.Scorer;

/**
 * Scores rows, one feature taken from other rows, in blocks of bounded size; local to one call.
 *
 * <p>The rows are laid out for the model once and one column at a time is written over, so that little is done beside
 * scoring. Every answer is the same array, good until the next.
 */
final class Shuffle {
    private static final int NONE = -1;

    private final Scorer scorer;
    private final int width;
    private final int capacity;
    private final double[][] blocks;
    private final double[] column;
    private final double[] scores;
    private final double[] out;
    private int moved = NONE;
    private long modelRows;

    Shuffle(Scorer scorer, Background rows) {
        this.scorer = scorer;
        this.width = rows.width();
        this.capacity = Math.min(rows.rowsACall(), rows.count());
        this.blocks = new double[(rows.count() + capacity - 1) / capacity][];
        for (int b = 0; b < blocks.length; b++) {
            int n = Math.min(capacity, rows.count() - b * capacity);
            blocks[b] = new double[n * width];
            rows.copy(b * capacity, n, blocks[b], 0);
        }
        this.column = new double[rows.count()];
        this.scores = new double[rows.count()];
        this.out = blocks.length == 1 ? scores : new double[capacity];
    }

    /** Scores of the rows as they are. */
    double[] scores() {
        restore();
        return scored();
    }

    /** Scores of the rows when row i has the feature of row order[i]. */
    double[] scores(int feature, int[] order) {
        move(feature);
        int row = 0;
        for (double[] block : blocks) {
            for (int cell = feature; cell < block.length; cell += width) {
                block[cell] = column[order[row++]];
            }
        }
        return scored();
    }

    /** Scores of the rows when every row has this value of the feature. */
    double[] scores(int feature, double fixed) {
        move(feature);
        for (double[] block : blocks) {
            for (int cell = feature; cell < block.length; cell += width) {
                block[cell] = fixed;
            }
        }
        return scored();
    }

    long modelRows() {
        return modelRows;
    }

    /** Takes the feature's own values aside, those of the one before back. */
    private void move(int feature) {
        if (moved == feature) {
            return;
        }
        restore();
        moved = feature;
        int row = 0;
        for (double[] block : blocks) {
            for (int cell = feature; cell < block.length; cell += width) {
                column[row++] = block[cell];
            }
        }
    }

    private void restore() {
        if (moved == NONE) {
            return;
        }
        int row = 0;
        for (double[] block : blocks) {
            for (int cell = moved; cell < block.length; cell += width) {
                block[cell] = column[row++];
            }
        }
        moved = NONE;
    }

    private double[] scored() {
        for (int b = 0; b < blocks.length; b++) {
            int n = blocks[b].length / width;
            scorer.score(blocks[b], n, out);
            if (out != scores) {
                System.arraycopy(out, 0, scores, b * capacity, n);
            }
            modelRows += n;
        }
        for (double score : scores) {
            Background.finite(score);
        }
        return scores;
    }
}
