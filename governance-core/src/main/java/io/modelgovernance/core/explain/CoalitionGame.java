package io.modelgovernance.core.explain;

import io.modelgovernance.model.Scorer;

/**
 * Worth of coalitions of features: the mean score when the features of the coalition come from the row explained and
 * the others from each background row in turn.
 *
 * <p>The model is called in blocks of bounded size; scores are summed in background order, so the block size does not
 * change a bit of the result.
 */
final class CoalitionGame {
    private final Background background;
    private final Scorer scorer;
    private final double[] row;
    private final int capacity;
    private final double[] block;
    private final double[] scores;
    private final int[] owner;
    private final int[] members;
    private int filled;
    private long modelRows;

    CoalitionGame(Background background, Scorer scorer, double[] row) {
        this.background = background;
        this.scorer = scorer;
        this.row = row;
        this.capacity = background.rowsACall();
        this.block = new double[capacity * background.width()];
        this.scores = new double[capacity];
        this.owner = new int[capacity];
        this.members = new int[background.width()];
    }

    /**
     * Worth of each coalition.
     *
     * @param coalitions which features belong to which
     * @return one mean score a coalition
     */
    double[] worth(Coalitions coalitions) {
        double[] worth = new double[coalitions.size()];
        for (int i = 0; i < worth.length; i++) {
            add(coalitions, i, worth);
        }
        flush(worth);
        for (int i = 0; i < worth.length; i++) {
            worth[i] /= background.count();
        }
        return worth;
    }

    /** Score of the row explained. */
    double prediction() {
        modelRows++;
        return Background.score(scorer, row);
    }

    long modelRows() {
        return modelRows;
    }

    private void add(Coalitions coalitions, int index, double[] sums) {
        int count = coalitions.members(index, members);
        for (int from = 0; from < background.count(); ) {
            int rows = Math.min(background.count() - from, capacity - filled);
            background.copy(from, rows, block, filled);
            overwrite(count, rows);
            java.util.Arrays.fill(owner, filled, filled + rows, index);
            filled += rows;
            from += rows;
            if (filled == capacity) {
                flush(sums);
            }
        }
    }

    private void overwrite(int count, int rows) {
        int width = background.width();
        int start = filled * width;
        int end = (filled + rows) * width;
        for (int i = 0; i < count; i++) {
            double value = row[members[i]];
            for (int cell = start + members[i]; cell < end; cell += width) {
                block[cell] = value;
            }
        }
    }

    private void flush(double[] sums) {
        scorer.score(block, filled, scores);
        for (int i = 0; i < filled; i++) {
            sums[owner[i]] += Background.finite(scores[i]);
        }
        modelRows += filled;
        filled = 0;
    }
}
