package io.modelgovernance.core.explain;

import io.modelgovernance.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Everything about a kernel SHAP run that does not depend on the row explained: the coalitions and the linear map from
 * their worths to the values.
 *
 * <p>With {@code z} a coalition as signs (+1 in, -1 out), {@code D} the worth of the coalition less that of its
 * complement, the values minimise {@code sum w (D - z.phi)^2} under {@code sum phi = delta}: the weighted least squares
 * of Lundberg and Lee 2017 (theorem 2), on pairs (Covert and Lee 2021, section 4). The solution is
 * {@code phi = share * delta + map (w D)}. Immutable.
 */
final class KernelPlan implements Coalitions {
    /** Leverage above which the correction of a residual stops growing. */
    private static final double MOST_LEVERAGE = 0.99;

    private final int width;
    private final List<Stratum> strata;
    private final BitSet[] pairs;
    private final double[] weights;
    /** One row a pair, like the map. */
    private final double[] signs;

    private final double[] map;
    /** Of each pair's residual what its own leverage leaves. */
    private final double[] kept;

    private final double[] share;
    private final Digest digest;

    private KernelPlan(int width, List<Stratum> strata, BitSet[] pairs, double[] weights) {
        this.width = width;
        this.strata = strata;
        this.pairs = pairs;
        this.weights = weights;
        this.digest = fingerprint();
        this.signs = new double[pairs.length * width];
        this.map = new double[pairs.length * width];
        this.kept = new double[pairs.length];
        for (int p = 0; p < pairs.length; p++) {
            for (int i = 0; i < width; i++) {
                signs[p * width + i] = pairs[p].get(i) ? 1 : -1;
            }
        }
        Cholesky normal = normal();
        double[] ones = new double[width];
        Arrays.fill(ones, 1);
        this.share = normal.solve(ones);
        double sum = sum(share);
        for (int i = 0; i < width; i++) {
            share[i] /= sum;
        }
        for (int p = 0; p < pairs.length; p++) {
            solve(normal, p);
        }
    }

    private void solve(Cholesky normal, int p) {
        int at = p * width;
        double[] solved = normal.solve(Arrays.copyOfRange(signs, at, at + width));
        double excess = sum(solved);
        double leverage = 0;
        for (int i = 0; i < width; i++) {
            map[at + i] = solved[i] - share[i] * excess;
            leverage += signs[at + i] * map[at + i];
        }
        kept[p] = 1 - Math.min(MOST_LEVERAGE, weights[p] * leverage);
    }

    /** Fingerprint of the coalitions and their weights. */
    Digest digest() {
        return digest;
    }

    private Digest fingerprint() {
        Plan plan = Plan.of("paired kernel").with(width).with(weights);
        for (BitSet pair : pairs) {
            plan.with(pair.stream().toArray());
        }
        return plan.digest();
    }

    static KernelPlan of(int width, int budget, long seed) {
        List<Stratum> strata = Stratum.share(width, budget / 2);
        List<BitSet> pairs = new ArrayList<>();
        Draws draws = new Draws(seed);
        for (Stratum stratum : strata) {
            pairs.addAll(stratum.draw(draws));
        }
        double[] weights = new double[pairs.size()];
        int next = 0;
        for (Stratum stratum : strata) {
            Arrays.fill(weights, next, next + stratum.count(), stratum.weight() / stratum.count());
            next += stratum.count();
        }
        return new KernelPlan(width, strata, pairs.toArray(BitSet[]::new), weights);
    }

    /** The empty coalition, then each pair: a coalition and its complement. */
    @Override
    public int size() {
        return 1 + 2 * pairs.length;
    }

    @Override
    public boolean contains(int coalition, int feature) {
        boolean complement = coalition % 2 == 0;
        return coalition > 0 && pairs[(coalition - 1) / 2].get(feature) != complement;
    }

    @Override
    public int members(int coalition, int[] into) {
        if (coalition == 0) {
            return 0;
        }
        double own = coalition % 2 == 0 ? -1 : 1;
        int at = (coalition - 1) / 2 * width;
        int count = 0;
        for (int i = 0; i < width; i++) {
            into[count] = i;
            count += signs[at + i] == own ? 1 : 0;
        }
        return count;
    }

    /** Whether no coalition was left out, so that the values are exact for every model. */
    boolean whole() {
        return strata.stream().allMatch(Stratum::whole);
    }

    double[] values(double[] worth, double delta) {
        double[] values = new double[width];
        for (int p = 0; p < pairs.length; p++) {
            double weighted = weights[p] * difference(worth, p);
            for (int i = 0; i < width; i++) {
                values[i] += map[p * width + i] * weighted;
            }
        }
        for (int i = 0; i < width; i++) {
            values[i] += share[i] * delta;
        }
        return values;
    }

    /**
     * Standard errors from the sampling of coalitions: stratified, without replacement, from residuals divided by one
     * minus their leverage (the HC3 estimator of MacKinnon and White 1985).
     */
    double[] standardErrors(double[] worth, double[] values) {
        double[] variance = new double[width];
        int from = 0;
        for (Stratum stratum : strata) {
            int to = from + stratum.count();
            if (!stratum.whole()) {
                add(variance, from, to, stratum, worth, values);
            }
            from = to;
        }
        for (int i = 0; i < width; i++) {
            variance[i] = Math.sqrt(variance[i]);
        }
        return variance;
    }

    private void add(double[] variance, int from, int to, Stratum stratum, double[] worth, double[] values) {
        double[] sums = new double[width];
        double[] squares = new double[width];
        for (int p = from; p < to; p++) {
            int at = p * width;
            double fitted = 0;
            for (int i = 0; i < width; i++) {
                fitted += signs[at + i] * values[i];
            }
            double residual = weights[p] * (difference(worth, p) - fitted) / kept[p];
            for (int i = 0; i < width; i++) {
                double influence = map[at + i] * residual;
                sums[i] += influence;
                squares[i] += influence * influence;
            }
        }
        double n = stratum.count();
        double unseen = 1 - n / stratum.population();
        for (int i = 0; i < width; i++) {
            variance[i] += Math.max(0, squares[i] - sums[i] * sums[i] / n) * unseen * n / (n - 1);
        }
    }

    private static double difference(double[] worth, int pair) {
        return worth[2 * pair + 1] - worth[2 * pair + 2];
    }

    /** {@code sum w (z z' + 1 1')}: the ones change nothing under the constraint and make it positive definite. */
    private Cholesky normal() {
        double[][] normal = new double[width][width];
        for (int p = 0; p < pairs.length; p++) {
            int at = p * width;
            for (int i = 0; i < width; i++) {
                for (int j = 0; j <= i; j++) {
                    normal[i][j] += weights[p] * (1 + signs[at + i] * signs[at + j]);
                }
            }
        }
        if (pairs.length == 0) {
            normal[0][0] = 1;
        }
        return Cholesky.of(normal);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
