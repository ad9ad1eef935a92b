package io.modelgovernance.core.explain;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.Interaction;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Says how much of a score comes from features acting together.
 *
 * <p>Friedman and Popescu's H squared (2008, section 8.1), from partial dependences at every row given, each averaged over
 * every row: {@code rows^2} model rows a partial dependence. Nothing is drawn. Immutable and thread-safe.
 */
public final class InteractionStrength {
    private static final int MOST_ROWS = 2000;

    private InteractionStrength() {}

    /**
     * How much two features act together.
     *
     * @param scorer the model
     * @param rows 2 to 2000 rows
     * @param one name of a feature
     * @param other name of another feature
     * @return the pair's share of interaction
     * @throws InvalidInputException if the number of rows is out of range, or the features are unknown or the same
     */
    public static Interaction pair(Scorer scorer, Rows rows, String one, String other) {
        int a = rows.schema().indexOf(one);
        int b = rows.schema().indexOf(other);
        if (a == b) {
            throw InvalidInputException.of("feature " + one, "is paired with itself", "paired with another");
        }
        Dependence dependence = new Dependence(scorer, rows);
        double[] joint = dependence.of(set(a, b));
        return dependence.interaction(List.of(one, other), joint, dependence.of(set(a)), dependence.of(set(b)));
    }

    /**
     * How much a feature acts together with any of the others.
     *
     * @param scorer the model
     * @param rows 2 to 2000 rows
     * @param feature name of the feature
     * @return the feature's share of interaction
     * @throws InvalidInputException if the number of rows is out of range, or the feature is unknown
     */
    public static Interaction overall(Scorer scorer, Rows rows, String feature) {
        BitSet own = set(rows.schema().indexOf(feature));
        BitSet others = new BitSet();
        others.set(0, rows.schema().size());
        others.andNot(own);
        Dependence dependence = new Dependence(scorer, rows);
        double[] joint = dependence.scores();
        return dependence.interaction(List.of(feature), joint, dependence.of(own), dependence.of(others));
    }

    private static BitSet set(int... features) {
        BitSet set = new BitSet();
        Arrays.stream(features).forEach(set::set);
        return set;
    }

    /** Partial dependences at each row, centred to mean 0. */
    private static final class Dependence {
        private final Scorer scorer;
        private final Background rows;
        private long modelRows;

        Dependence(Scorer scorer, Rows rows) {
            if (rows.count() < 2 || rows.count() > MOST_ROWS) {
                throw InvalidInputException.of("rows", "number " + rows.count(), "2 to " + MOST_ROWS);
            }
            this.scorer = scorer;
            this.rows = Background.of(rows);
        }

        double[] of(BitSet features) {
            double[] means = new double[rows.count()];
            double[] row = new double[rows.width()];
            for (int i = 0; i < means.length; i++) {
                rows.copy(i, 1, row, 0);
                CoalitionGame game = new CoalitionGame(rows, scorer, row);
                means[i] = game.worth(new One(features))[0];
                modelRows += game.modelRows();
            }
            return centred(means);
        }

        double[] scores() {
            Shuffle shuffle = new Shuffle(scorer, rows);
            double[] scores = shuffle.scores();
            modelRows += shuffle.modelRows();
            return centred(scores);
        }

        private static double[] centred(double[] values) {
            double mean = Arrays.stream(values).sum() / values.length;
            return Arrays.stream(values).map(value -> value - mean).toArray();
        }

        Interaction interaction(List<String> names, double[] joint, double[] one, double[] other) {
            double left = 0;
            double total = 0;
            double size = 0;
            for (int i = 0; i < joint.length; i++) {
                double off = joint[i] - one[i] - other[i];
                left += off * off;
                total += joint[i] * joint[i];
                size += one[i] * one[i] + other[i] * other[i];
            }
            boolean nothing = total <= 1e-24 * size || total == 0;
            return new Interaction(
                    "Friedman-Popescu H squared",
                    names,
                    nothing ? 0 : left / total,
                    joint.length,
                    modelRows,
                    rows.digest());
        }
    }

    private record One(BitSet features) implements Coalitions {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public boolean contains(int coalition, int feature) {
            return features.get(feature);
        }
    }
}
