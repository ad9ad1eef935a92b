package io.modelgovernance.core.explain;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Which coalitions to ask the model about, with what weights, and the factored normal equations: none of it depends on
 * the row, so one plan serves all.
 *
 * <p>Coalition sizes are taken whole, smallest and largest first, while the budget lasts; the sizes left are sampled in
 * complementary pairs by their kernel weight. The last feature's value is eliminated by the efficiency constraint.
 */
final class CoalitionPlan {
    /** Values and the standard errors of the sampling. */
    record Solution(double[] values, double[] standardErrors) {}

    private final int m;
    private final long[] coalitions;
    private final double[] weights;
    private final boolean complete;
    private final Cholesky normal;

    private CoalitionPlan(int m, long[] coalitions, double[] weights, boolean complete) {
        this.m = m;
        this.coalitions = coalitions;
        this.weights = weights;
        this.complete = complete;
        this.normal = Cholesky.of(normalMatrix());
    }

    static CoalitionPlan of(int m, int budget, long seed) {
        Map<Long, Double> chosen = new LinkedHashMap<>();
        int left = budget;
        int size = 1;
        double[] sizeWeight = new double[m];
        for (int s = 1; s < m; s++) {
            sizeWeight[s] = (m - 1.0) / ((double) s * (m - s));
        }
        for (; size <= m / 2; size++) {
            boolean middle = 2 * size == m;
            double count = binomial(m, size) * (middle ? 1 : 2);
            if (count > left) {
                break;
            }
            takeAll(m, size, sizeWeight[size] / binomial(m, size), middle, chosen);
            left -= (int) count;
        }
        boolean complete = size > m / 2;
        if (!complete) {
            sample(m, size, left / 2, sizeWeight, new SplittableRandom(seed), chosen);
        }
        long[] coalitions = new long[chosen.size()];
        double[] weights = new double[chosen.size()];
        int i = 0;
        for (Map.Entry<Long, Double> entry : chosen.entrySet()) {
            coalitions[i] = entry.getKey();
            weights[i++] = entry.getValue();
        }
        return new CoalitionPlan(m, coalitions, weights, complete);
    }

    private static void takeAll(int m, int size, double weight, boolean middle, Map<Long, Double> chosen) {
        long all = (1L << m) - 1;
        for (long s = (1L << size) - 1; s <= all; ) {
            chosen.put(s, weight);
            if (!middle) {
                chosen.put(all ^ s, weight);
            }
            long low = s & -s;
            long ripple = s + low;
            s = ripple | ((s ^ ripple) >>> 2) / low;
        }
    }

    private static void sample(
            int m, int from, int pairs, double[] sizeWeight, SplittableRandom random, Map<Long, Double> chosen) {
        long all = (1L << m) - 1;
        double total = 0;
        for (int s = from; s <= m - from; s++) {
            total += sizeWeight[s];
        }
        double each = pairs == 0 ? 0 : total / (2.0 * pairs);
        for (int pair = 0; pair < pairs; pair++) {
            double at = random.nextDouble() * total;
            int size = from;
            for (at -= sizeWeight[size]; at > 0 && size < m - from; at -= sizeWeight[size]) {
                size++;
            }
            long s = subset(m, size, random);
            chosen.merge(s, each, Double::sum);
            chosen.merge(all ^ s, each, Double::sum);
        }
    }

    private static long subset(int m, int size, SplittableRandom random) {
        long s = 0;
        int need = size;
        for (int f = 0; f < m; f++) {
            if (random.nextInt(m - f) < need) {
                s |= 1L << f;
                need--;
            }
        }
        return s;
    }

    private static double binomial(int n, int k) {
        double result = 1;
        for (int i = 1; i <= k; i++) {
            result = result * (n - k + i) / i;
        }
        return Math.rint(result);
    }

    int size() {
        return coalitions.length;
    }

    boolean complete() {
        return complete;
    }

    long everyFeature() {
        return (1L << m) - 1;
    }

    long[] coalitions() {
        return coalitions;
    }

    private double[][] normalMatrix() {
        double[][] matrix = new double[m - 1][m - 1];
        for (int c = 0; c < coalitions.length; c++) {
            double[] z = design(coalitions[c]);
            for (int i = 0; i < m - 1; i++) {
                if (z[i] != 0) {
                    for (int j = 0; j <= i; j++) {
                        matrix[i][j] += weights[c] * z[i] * z[j];
                    }
                }
            }
        }
        return matrix;
    }

    private double[] design(long coalition) {
        double last = coalition >>> (m - 1) & 1;
        double[] z = new double[m - 1];
        for (int f = 0; f < m - 1; f++) {
            z[f] = (coalition >>> f & 1) - last;
        }
        return z;
    }

    Solution solve(double[] value, double empty, double full) {
        if (m == 1) {
            return new Solution(new double[] {full - empty}, new double[1]);
        }
        double[] right = new double[m - 1];
        double[] target = new double[value.length];
        for (int c = 0; c < value.length; c++) {
            double last = coalitions[c] >>> (m - 1) & 1;
            target[c] = value[c] - empty - last * (full - empty);
            double[] z = design(coalitions[c]);
            for (int f = 0; f < m - 1; f++) {
                right[f] += weights[c] * z[f] * target[c];
            }
        }
        double[] head = normal.solve(right);
        double[] phi = Arrays.copyOf(head, m);
        double rest = full - empty;
        for (double one : head) {
            rest -= one;
        }
        phi[m - 1] = rest;
        return new Solution(phi, complete ? new double[m] : errors(head, target));
    }

    /** Sandwich estimate over the pairs: the spread of each pair's pull on the solution. */
    private double[] errors(double[] head, double[] target) {
        long all = everyFeature();
        double[] variance = new double[m];
        for (int c = 0; c < coalitions.length; c++) {
            if (coalitions[c] < (all ^ coalitions[c])) {
                double[] pull = new double[m - 1];
                add(pull, c, head, target);
                add(pull, indexOf(all ^ coalitions[c]), head, target);
                double[] moved = normal.solve(pull);
                double sum = 0;
                for (int f = 0; f < m - 1; f++) {
                    variance[f] += moved[f] * moved[f];
                    sum += moved[f];
                }
                variance[m - 1] += sum * sum;
            }
        }
        double[] errors = new double[m];
        for (int f = 0; f < m; f++) {
            errors[f] = Math.sqrt(variance[f]);
        }
        return errors;
    }

    private void add(double[] pull, int c, double[] head, double[] target) {
        double[] z = design(coalitions[c]);
        double residual = target[c];
        for (int f = 0; f < m - 1; f++) {
            residual -= z[f] * head[f];
        }
        for (int f = 0; f < m - 1; f++) {
            pull[f] += weights[c] * z[f] * residual;
        }
    }

    private int indexOf(long coalition) {
        for (int c = 0; c < coalitions.length; c++) {
            if (coalitions[c] == coalition) {
                return c;
            }
        }
        throw new IllegalStateException("Every coalition is planned with its complement");
    }
}
