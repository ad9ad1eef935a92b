package io.modelgovernance.core.multivariate;

import io.modelgovernance.InvalidInputException;
import java.util.SplittableRandom;

/** What rows of coordinates must be like, and draws of some of them. */
final class Draws {
    private Draws() {}

    static double[] require(String what, double[] rows, int width, int least) {
        if (width < 1 || rows.length % width != 0) {
            throw InvalidInputException.of(what, "have " + rows.length + " values in all", "a multiple of " + width);
        }
        if (rows.length / width < least) {
            throw InvalidInputException.of(what, "are " + rows.length / width, "at least " + least);
        }
        for (double value : rows) {
            if (!Double.isFinite(value)) {
                throw InvalidInputException.of(what, "hold a value that is not finite", "finite in every value");
            }
        }
        return rows;
    }

    /** All rows, or as many as the limit says drawn without replacement, in their order. */
    static double[] rows(double[] rows, int width, int most, SplittableRandom random) {
        int n = rows.length / width;
        if (n <= most) {
            return rows;
        }
        double[] drawn = new double[most * width];
        int taken = 0;
        for (int i = 0; taken < most; i++) {
            if (random.nextInt(n - i) < most - taken) {
                System.arraycopy(rows, i * width, drawn, taken++ * width, width);
            }
        }
        return drawn;
    }

    /** The places 0 to n - 1 in a random order. */
    static int[] shuffled(int n, SplittableRandom random) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** Rows at some places of an order. */
    static double[] pick(double[] rows, int width, int[] order, int from, int to) {
        double[] picked = new double[(to - from) * width];
        for (int i = from; i < to; i++) {
            System.arraycopy(rows, order[i] * width, picked, (i - from) * width, width);
        }
        return picked;
    }
}
