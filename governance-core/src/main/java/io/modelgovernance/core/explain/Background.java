package io.modelgovernance.core.explain;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.nio.ByteBuffer;

/** The rows that absent features are filled from, and the value of a coalition over them. */
final class Background {
    private static final int BLOCK_ROWS = 4_096;

    private final double[] data;
    private final int rows;
    private final int width;
    private final Digest digest;

    Background(Rows background) {
        if (background.count() == 0) {
            throw InvalidInputException.of("background", "has no rows", "at least one row");
        }
        this.data = background.toArray();
        this.rows = background.count();
        this.width = background.schema().size();
        ByteBuffer bytes = ByteBuffer.allocate(data.length * Double.BYTES);
        for (double value : data) {
            bytes.putLong(Double.doubleToLongBits(value));
        }
        this.digest = Digest.of(bytes.array());
    }

    int width() {
        return width;
    }

    int rows() {
        return rows;
    }

    Digest digest() {
        return digest;
    }

    void requireWidth(double[] row) {
        if (row.length != width) {
            throw InvalidInputException.of("row", "has " + row.length + " values", width + " values");
        }
    }

    /** Mean score of each coalition: its features from {@code row}, the others from each background row in turn. */
    double[] values(Scorer scorer, double[] row, long[] coalitions) {
        double[] values = new double[coalitions.length];
        int perBlock = Math.max(1, BLOCK_ROWS / rows);
        double[] block = new double[perBlock * rows * width];
        double[] scores = new double[perBlock * rows];
        for (int from = 0; from < coalitions.length; from += perBlock) {
            int count = Math.min(perBlock, coalitions.length - from);
            for (int c = 0; c < count; c++) {
                fill(block, c * rows * width, row, coalitions[from + c]);
            }
            scorer.score(block, count * rows, scores);
            for (int c = 0; c < count; c++) {
                values[from + c] = mean(scores, c * rows);
            }
        }
        return values;
    }

    private void fill(double[] block, int offset, double[] row, long coalition) {
        System.arraycopy(data, 0, block, offset, rows * width);
        for (int f = 0; f < width; f++) {
            if ((coalition >>> f & 1) == 1) {
                for (int r = 0; r < rows; r++) {
                    block[offset + r * width + f] = row[f];
                }
            }
        }
    }

    private double mean(double[] scores, int from) {
        double sum = 0;
        for (int r = 0; r < rows; r++) {
            sum += scores[from + r];
        }
        double mean = sum / rows;
        if (!Double.isFinite(mean)) {
            throw InvalidInputException.of("score of the model", "is not finite", "a finite number for every row");
        }
        return mean;
    }
}
