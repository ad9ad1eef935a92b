package io.modelgovernance.tck;

import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.Arrays;
import java.util.Random;

/** Models of which the Shapley values are known, and one that is crooked everywhere. */
final class ExplainerGames {
    private ExplainerGames() {}

    static FeatureSchema schema(int width) {
        Feature[] features = new Feature[width];
        Arrays.setAll(features, i -> Feature.numeric("f" + i).orMissing());
        return FeatureSchema.of(features);
    }

    static Rows random(Random random, int width, int count) {
        return Rows.of(schema(width), numbers(random, width * count));
    }

    static double[] numbers(Random random, int count) {
        double[] numbers = new double[count];
        Arrays.setAll(numbers, i -> random.nextGaussian());
        return numbers;
    }

    /** Worth of each coalition of a random game, by its bits. */
    static double[] worth(long seed, int width) {
        return numbers(new Random(seed), 1 << width);
    }

    /** A model on zeros and ones that looks the worth of a coalition up. */
    static Scorer table(int width, double[] worth) {
        return (rows, n, out) -> {
            for (int i = 0; i < n; i++) {
                int mask = 0;
                for (int f = 0; f < width; f++) {
                    mask |= rows[i * width + f] == 1 ? 1 << f : 0;
                }
                out[i] = worth[mask];
            }
        };
    }

    /** A smooth model in which all features act together. */
    static Scorer wave(int width) {
        return (rows, n, out) -> {
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int f = 0; f < width; f++) {
                    sum += (f + 1) * rows[i * width + f];
                }
                out[i] = StrictMath.sin(sum) + rows[i * width] * rows[i * width + width - 1];
            }
        };
    }

    /** The definition: mean marginal contribution over all orders of arrival. */
    static double[] byOrders(int width, double[] worth) {
        double[] values = new double[width];
        double factorial = 1;
        for (int i = 2; i <= width; i++) {
            factorial *= i;
        }
        for (int f = 0; f < width; f++) {
            for (int mask = 0; mask < worth.length; mask++) {
                if ((mask >> f & 1) == 0) {
                    double orders = orders(Integer.bitCount(mask)) * orders(width - 1 - Integer.bitCount(mask));
                    values[f] += orders / factorial * (worth[mask | 1 << f] - worth[mask]);
                }
            }
        }
        return values;
    }

    private static double orders(int n) {
        double orders = 1;
        for (int i = 2; i <= n; i++) {
            orders *= i;
        }
        return orders;
    }
}
