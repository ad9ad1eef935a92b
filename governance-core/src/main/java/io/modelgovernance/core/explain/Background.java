package io.modelgovernance.core.explain;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The rows an explanation compares with: a private copy, its fingerprint and its mean score. */
final class Background {
    /** Cells handed to the model in one call, at most, unless one row is wider: 256 KiB. */
    static final int CELLS_A_CALL = 1 << 15;

    private final List<String> names;
    private final double[] data;
    private final int count;
    private final Digest digest;

    private Background(List<String> names, double[] data, int count) {
        this.names = names;
        this.data = data;
        this.count = count;
        this.digest = fingerprint(names, data);
    }

    static Background of(Rows rows) {
        if (rows.count() == 0) {
            throw InvalidInputException.of("background", "has no rows", "at least one row");
        }
        return new Background(rows.schema().names(), rows.toArray(), rows.count());
    }

    List<String> names() {
        return names;
    }

    int width() {
        return names.size();
    }

    int count() {
        return count;
    }

    Digest digest() {
        return digest;
    }

    double[] checked(double[] row) {
        if (row.length != width()) {
            throw InvalidInputException.of("row", "has " + row.length + " values", width() + " values: " + names);
        }
        return row.clone();
    }

    /** Rows of the background that fit one call of the model. */
    int rowsACall() {
        return Math.max(1, CELLS_A_CALL / width());
    }

    void copy(int from, int rows, double[] into, int at) {
        System.arraycopy(data, from * width(), into, at * width(), rows * width());
    }

    double get(int row, int column) {
        return data[row * width() + column];
    }

    double mean(int column) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += data[i * width() + column];
        }
        return sum / count;
    }

    /** Scores one row by itself. */
    static double score(Scorer scorer, double[] row) {
        return finite(scorer.score(row));
    }

    static double finite(double score) {
        if (!Double.isFinite(score)) {
            throw InvalidInputException.of(
                    "score of the model",
                    "is " + score,
                    "finite; maybe it meets a combination of inputs it cannot score");
        }
        return score;
    }

    /** Names (length and UTF-8 bytes), then the doubles' bits, all big-endian. */
    private static Digest fingerprint(List<String> names, double[] data) {
        byte[][] texts = names.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        int size = Integer.BYTES;
        for (byte[] text : texts) {
            size += Integer.BYTES + text.length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.addExact(size, Math.multiplyExact(data.length, Double.BYTES)));
        bytes.putInt(texts.length);
        for (byte[] text : texts) {
            bytes.putInt(text.length).put(text);
        }
        for (double value : data) {
            bytes.putLong(Double.doubleToLongBits(value));
        }
        return Digest.of(bytes.array());
    }
}
