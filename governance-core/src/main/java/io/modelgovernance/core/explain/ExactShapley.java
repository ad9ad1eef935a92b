package io.modelgovernance.core.explain;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.List;

/**
 * Interventional Shapley values by looking at every coalition of features: exact, for any model, for few features.
 *
 * <p>Costs {@code 2^M} coalitions times the background's rows. Shapley (1953); Lundberg and Lee (2017), equation 8.
 */
public final class ExactShapley implements Explainer {
    /** Greatest number of features. */
    public static final int MAX_FEATURES = 16;

    private final List<String> features;
    private final Background background;
    private final long[] coalitions;
    private final double[] weights;

    private ExactShapley(List<String> features, Background background) {
        this.features = features;
        this.background = background;
        int m = background.width();
        this.coalitions = new long[1 << m];
        for (int s = 0; s < coalitions.length; s++) {
            coalitions[s] = s;
        }
        this.weights = new double[m];
        double binomial = 1;
        for (int size = 0; size < m; size++) {
            weights[size] = 1 / (m * binomial);
            binomial = binomial * (m - 1 - size) / (size + 1);
        }
    }

    /**
     * Explains against these rows.
     *
     * @param background rows that absent features are filled from
     * @return the explainer
     * @throws InvalidInputException if there are no rows or more than 16 features
     */
    public static ExactShapley over(Rows background) {
        int m = background.schema().size();
        if (m > MAX_FEATURES) {
            throw InvalidInputException.of(
                    "number of features", "is " + m, "at most " + MAX_FEATURES + "; KernelShap takes more");
        }
        return new ExactShapley(background.schema().names(), new Background(background));
    }

    @Override
    public String method() {
        return "exact-shapley background=" + background.rows();
    }

    @Override
    public Attribution explain(Scorer scorer, double[] row) {
        background.requireWidth(row);
        double[] value = background.values(scorer, row, coalitions);
        int m = background.width();
        double[] phi = new double[m];
        for (int f = 0; f < m; f++) {
            int bit = 1 << f;
            for (int s = 0; s < value.length; s++) {
                if ((s & bit) == 0) {
                    phi[f] += weights[Integer.bitCount(s)] * (value[s | bit] - value[s]);
                }
            }
        }
        return Attributions.of(
                method(), features, phi, new double[m], value[0], value[value.length - 1],
                (long) value.length * background.rows(), 0, background);
    }
}
