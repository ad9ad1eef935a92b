package io.modelgovernance.core.stats;

import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/** Samples that SciPy can make as well, and the exact law of a statistic by enumeration. */
final class SampleData {
    private SampleData() {}

    /** {@code A = lambda n: np.array([(i*37%101)/7 for i in range(n)])}. */
    static double[] a(int n) {
        return IntStream.range(0, n).mapToDouble(i -> i * 37 % 101 / 7.0).toArray();
    }

    /** {@code B = lambda n: np.array([(i*53%97)/6.5+0.8 for i in range(n)])}. */
    static double[] b(int n) {
        return IntStream.range(0, n).mapToDouble(i -> i * 53 % 97 / 6.5 + 0.8).toArray();
    }

    /** {@code T = lambda n: np.array([float(i*i%7) for i in range(n)])}. */
    static double[] t(int n) {
        return IntStream.range(0, n).mapToDouble(i -> i * i % 7).toArray();
    }

    /** {@code U = lambda n: np.array([float((3*i+i*i)%9) for i in range(n)])}. */
    static double[] u(int n) {
        return IntStream.range(0, n).mapToDouble(i -> (3 * i + i * i) % 9).toArray();
    }

    static double[] shifted(double[] values, double by) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i] + by)
                .toArray();
    }

    /** Share of all ways to deal the pooled values out whose statistic is at least the observed one. */
    static double enumerate(double[] x, double[] y, ToDoubleBiFunction<SortedSample, SortedSample> statistic) {
        double[] pooled = IntStream.range(0, x.length + y.length)
                .mapToDouble(i -> i < x.length ? x[i] : y[i - x.length])
                .toArray();
        double observed = statistic.applyAsDouble(SortedSample.of(x), SortedSample.of(y)) - 1e-12;
        long reached = 0;
        long all = 0;
        for (int bits = 0; bits < 1 << pooled.length; bits++) {
            if (Integer.bitCount(bits) == x.length) {
                int chosen = bits;
                all++;
                reached += statistic.applyAsDouble(
                                        SortedSample.of(pick(pooled, chosen, 1)),
                                        SortedSample.of(pick(pooled, chosen, 0)))
                                >= observed
                        ? 1
                        : 0;
            }
        }
        return (double) reached / all;
    }

    private static double[] pick(double[] pooled, int bits, int wanted) {
        return IntStream.range(0, pooled.length)
                .filter(i -> (bits >> i & 1) == wanted)
                .mapToDouble(i -> pooled[i])
                .toArray();
    }
}
