package io.modelgovernance.core.explain;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Says exactly how much each feature moved a score when some features belong together, such as the columns of one
 * category or the figures of one account.
 *
 * <p>Owen values (Owen 1977): groups share the score like players of a Shapley game, and each group's part is shared
 * among its features, who may leave their group only one group at a time. The values of a group add up to what the group
 * as a whole would get. With every feature alone, or all in one group, they are Shapley values. Costs {@code 2^(groups -
 * 1)} times the sum of {@code 2^size} over the groups in model rows a background row. Immutable and thread-safe.
 */
public final class GroupedShapley {
    private static final long MOST_COALITIONS = 1 << 20;

    private final FeatureSchema schema;
    private final List<int[]> groups;

    private GroupedShapley(FeatureSchema schema, List<int[]> groups) {
        this.schema = schema;
        this.groups = groups;
    }

    /**
     * Features that belong together; a feature in none of the groups is alone.
     *
     * @param schema what the features are
     * @param together names of the features of each group; disjoint, no group empty
     * @return the settings
     * @throws InvalidInputException if a name is unknown or in two groups, a group is empty, or the groups would cost
     *     more than 2^20 model rows a background row
     */
    public static GroupedShapley of(FeatureSchema schema, List<List<String>> together) {
        List<int[]> groups = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        for (List<String> names : together) {
            int[] group = names.stream().mapToInt(schema::indexOf).toArray();
            if (group.length == 0) {
                throw InvalidInputException.of("group of features", "is empty", "at least one feature");
            }
            for (int feature : group) {
                if (!taken.add(feature)) {
                    String name = schema.names().get(feature);
                    throw InvalidInputException.of("feature " + name, "is in two groups", "in one group at most");
                }
            }
            groups.add(group);
        }
        for (int feature = 0; feature < schema.size(); feature++) {
            if (!taken.contains(feature)) {
                groups.add(new int[] {feature});
            }
        }
        double cost = 0;
        for (int[] group : groups) {
            cost += StrictMath.pow(2, groups.size() - 1.0 + group.length);
        }
        if (cost > MOST_COALITIONS) {
            throw InvalidInputException.of(
                    "groups of features",
                    "need " + (long) cost + " coalitions",
                    "at most " + MOST_COALITIONS + "; maybe put more features into one group or use KernelShap");
        }
        return new GroupedShapley(schema, groups);
    }

    /**
     * An explainer that compares with these rows.
     *
     * @param background at least one row of the schema's features; copied
     * @return an immutable, thread-safe explainer
     * @throws InvalidInputException if there is no row or it has other features
     */
    public Explainer over(Rows background) {
        if (!background.schema().names().equals(schema.names())) {
            throw InvalidInputException.of(
                    "features of background",
                    "are " + background.schema().names(),
                    "those of the groups, " + schema.names());
        }
        return new Enumeration(Background.of(background), groups);
    }

    private record Enumeration(Background background, List<int[]> groups) implements Explainer {
        @Override
        public String method() {
            return "exact Owen values, " + groups.size() + " groups";
        }

        @Override
        public Attribution explain(Scorer scorer, double[] row) {
            CoalitionGame game = new CoalitionGame(background, scorer, background.checked(row));
            double prediction = game.prediction();
            double[] values = new double[background.width()];
            double baseline = 0;
            for (int own = 0; own < groups.size(); own++) {
                double[] worth = game.worth(new WithinOne(groups, own, background.width()));
                baseline = worth[0];
                share(worth, groups.get(own), values);
            }
            return Attribution.of(
                            method(),
                            baseline,
                            background.names(),
                            values,
                            new double[values.length],
                            prediction,
                            game.modelRows(),
                            0,
                            background.digest())
                    .withPlan(plan());
        }

        private Digest plan() {
            Plan plan = Plan.of(method());
            groups.forEach(plan::with);
            return plan.digest();
        }

        /** Mean marginal contributions over the sizes of what came before, among groups and inside the own one. */
        private void share(double[] worth, int[] group, double[] values) {
            int inside = 1 << group.length;
            double[] outer = weights(groups.size());
            double[] inner = weights(group.length);
            for (int place = 0; place < group.length; place++) {
                double sum = 0;
                for (int index = 0; index < worth.length; index++) {
                    int mask = index & inside - 1;
                    if ((mask >> place & 1) == 0) {
                        double gain = worth[index | 1 << place] - worth[index];
                        sum += outer[Integer.bitCount(index / inside)] * inner[Integer.bitCount(mask)] * gain;
                    }
                }
                values[group[place]] = sum;
            }
        }

        /** Share of the orders of n players in which a given set of s others comes before a player. */
        private static double[] weights(int n) {
            double[] weights = new double[n];
            weights[0] = 1.0 / n;
            for (int s = 1; s < n; s++) {
                weights[s] = weights[s - 1] * s / (n - s);
            }
            return weights;
        }
    }

    /** Every set of other groups joined with every set of features of the own group, the latter in the low bits. */
    private static final class WithinOne implements Coalitions {
        private final int size;
        private final int[] bit;

        WithinOne(List<int[]> groups, int own, int width) {
            int[] mine = groups.get(own);
            size = 1 << (mine.length + groups.size() - 1);
            bit = new int[width];
            for (int place = 0; place < mine.length; place++) {
                bit[mine[place]] = place;
            }
            int next = mine.length;
            for (int other = 0; other < groups.size(); other++) {
                if (other != own) {
                    int at = next++;
                    Arrays.stream(groups.get(other)).forEach(feature -> bit[feature] = at);
                }
            }
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public boolean contains(int coalition, int feature) {
            return (coalition >> bit[feature] & 1) != 0;
        }
    }
}
