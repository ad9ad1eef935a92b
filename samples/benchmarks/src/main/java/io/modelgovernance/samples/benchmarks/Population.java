package io.modelgovernance.samples.benchmarks;

import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Rows of some width, and a model of them whose features act in pairs. */
public final class Population {
    private Population() {}

    /**
     * Numbers named feature-0 and on.
     *
     * @param width how many
     * @return the schema
     */
    public static FeatureSchema schema(int width) {
        return new FeatureSchema(IntStream.range(0, width)
                .mapToObj(i -> Feature.numeric("feature-" + i))
                .toList());
    }

    /**
     * Even draws from -1 to 1.
     *
     * @param seed repeats them
     * @param n how many
     * @return the draws
     */
    public static double[] values(long seed, int n) {
        return new SplittableRandom(seed).doubles(n, -1, 1).toArray();
    }

    /**
     * Rows of such draws.
     *
     * @param width features a row
     * @param count how many rows
     * @return the rows
     */
    public static Rows rows(int width, int count) {
        return Rows.of(schema(width), values(3, width * count));
    }

    /** Products of neighbours, squeezed to 0..1. */
    static Scorer scorer(int width) {
        return (rows, n, out) -> {
            for (int row = 0; row < n; row++) {
                double sum = 0;
                for (int i = 1; i < width; i++) {
                    sum += rows[row * width + i - 1] * rows[row * width + i] + 0.1 * i * rows[row * width + i];
                }
                out[row] = 1 / (1 + Math.exp(-sum));
            }
        };
    }

    /** What every explanation spends at least: the model over that many rows, in blocks of 1000. */
    static double score(Scorer scorer, double[] block, long rows) {
        double[] out = new double[1_000];
        double last = 0;
        for (long left = rows; left > 0; left -= out.length) {
            scorer.score(block, (int) Math.min(left, out.length), out);
            last += out[0];
        }
        return last;
    }
}
