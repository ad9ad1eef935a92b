package io.modelgovernance.core.explain;

import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Models and backgrounds of which the Shapley values can be had in another way. */
final class Games {
    private Games() {}

    static FeatureSchema schema(int width) {
        Feature[] features = new Feature[width];
        Arrays.setAll(features, i -> Feature.numeric("f" + i).orMissing());
        return FeatureSchema.of(features);
    }

    static Rows zeros(int width) {
        return Rows.of(schema(width), new double[width]);
    }

    static double[] ones(int width) {
        double[] row = new double[width];
        Arrays.fill(row, 1);
        return row;
    }

    static Rows random(RandomGenerator random, int width, int count) {
        return Rows.of(schema(width), gaussian(random, width * count));
    }

    static double[] gaussian(RandomGenerator random, int count) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> random.nextGaussian());
        return values;
    }

    /** A model on zeros and ones that scores a coalition by looking its worth up. */
    static Scorer table(int width, double[] worth) {
        return scorer(width, row -> {
            int mask = 0;
            for (int i = 0; i < width; i++) {
                mask |= row[i] == 1 ? 1 << i : 0;
            }
            return worth[mask];
        });
    }

    static Scorer scorer(int width, One one) {
        return (rows, n, out) -> {
            for (int i = 0; i < n; i++) {
                out[i] = one.score(Arrays.copyOfRange(rows, i * width, (i + 1) * width));
            }
        };
    }

    /** The definition, word for word: mean marginal contribution over all orders of arrival. */
    static double[] byOrders(int width, double[] worth) {
        double[] values = new double[width];
        int orders = arrive(width, worth, 0, values);
        for (int i = 0; i < width; i++) {
            values[i] /= orders;
        }
        return values;
    }

    /** Adds the marginal contributions of every order that continues a coalition; returns how many orders there are. */
    private static int arrive(int width, double[] worth, int mask, double[] values) {
        int orders = 0;
        for (int i = 0; i < width; i++) {
            if ((mask >> i & 1) == 0) {
                int next = arrive(width, worth, mask | 1 << i, values);
                values[i] += next * (worth[mask | 1 << i] - worth[mask]);
                orders += next;
            }
        }
        return Math.max(1, orders);
    }

    interface One {
        double score(double[] row);
    }
}
