package io.modelgovernance.core.fairness;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Scorer;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Would the decision be another if the applicant were of another group? A row's protected attribute is set to each of its
 * other values, its declared proxies to what is typical of that group, and the model is asked again.
 *
 * <p>It says what the model does with these inputs, not what a person of that group would look like: proxies that nobody
 * declared stay as they are. Immutable and thread-safe if the scorer is.
 */
public final class FlipCheck {
    private final Scorer scorer;
    private final int width;
    private final int attribute;
    private final double[] groups;
    private final int[] places;
    private final List<Proxy> proxies;
    private final double threshold;

    /**
     * A feature that tells of the group.
     *
     * @param feature its name
     * @param typical what is typical of each group, in the order of the groups
     */
    public record Proxy(String feature, List<Double> typical) {
        /** Copies. */
        public Proxy {
            typical = List.copyOf(typical);
        }
    }

    /**
     * What a check found of one row.
     *
     * @param changed whether the decision is another for any other group
     * @param greatest greatest change of the score, at least 0
     */
    public record Flipped(boolean changed, double greatest) {}

    private FlipCheck(
            Scorer scorer,
            int width,
            int attribute,
            double[] groups,
            int[] places,
            List<Proxy> proxies,
            double threshold) {
        this.scorer = scorer;
        this.width = width;
        this.attribute = attribute;
        this.groups = groups;
        this.places = places;
        this.proxies = proxies;
        this.threshold = threshold;
    }

    /**
     * Says what is flipped.
     *
     * @param scorer the model
     * @param schema its inputs
     * @param attribute a feature that is marked as protected
     * @param groups its values, at least two
     * @param proxies features that tell of it
     * @param threshold scores of at least this are decided the one way, others the other
     * @return the check
     * @throws InvalidInputException if a feature is unknown, the attribute is not protected, or values do not fit the groups
     */
    public static FlipCheck of(
            Scorer scorer,
            FeatureSchema schema,
            String attribute,
            List<Double> groups,
            List<Proxy> proxies,
            double threshold) {
        int at = schema.indexOf(attribute);
        Feature feature = schema.features().get(at);
        if (!feature.protectedAttribute() || groups.size() < 2) {
            throw InvalidInputException.of(
                    "feature " + attribute, "is not protected or has one group", "protected, with two groups at least");
        }
        for (Proxy proxy : proxies) {
            if (schema.indexOf(proxy.feature()) == at || proxy.typical().size() != groups.size()) {
                throw InvalidInputException.of(
                        "proxy " + proxy.feature(), "does not fit", "another feature with a value for each group");
            }
        }
        int[] places =
                proxies.stream().mapToInt(one -> schema.indexOf(one.feature())).toArray();
        double[] values = groups.stream().mapToDouble(Double::doubleValue).toArray();
        return new FlipCheck(scorer, schema.features().size(), at, values, places, List.copyOf(proxies), threshold);
    }

    /**
     * Whether a decision is among those that are checked: always the same for the same decision, and unforeseeable without
     * the seed.
     *
     * @param decision id of the decision
     * @param share share of decisions that are checked, 0 to 1
     * @param seed which ones
     * @return true if it is
     */
    public static boolean samples(String decision, double share, long seed) {
        long mixed = seed;
        for (int i = 0; i < decision.length(); i++) {
            mixed = new SplittableRandom(mixed ^ decision.charAt(i)).nextLong();
        }
        return new SplittableRandom(mixed).nextDouble() < share;
    }

    /**
     * Checks a row.
     *
     * @param row one value for each feature; not modified
     * @return what it found
     * @throws InvalidInputException if it has another length
     */
    public Flipped check(double[] row) {
        if (row.length != width) {
            throw InvalidInputException.of("row", "has " + row.length + " values", "of " + width);
        }
        int n = groups.length + 1;
        double[] rows = new double[n * width];
        for (int i = 0; i < n; i++) {
            System.arraycopy(row, 0, rows, i * width, width);
            if (i > 0 && row[attribute] != groups[i - 1]) {
                rows[i * width + attribute] = groups[i - 1];
                for (int p = 0; p < places.length; p++) {
                    rows[i * width + places[p]] = proxies.get(p).typical().get(i - 1);
                }
            }
        }
        double[] scores = new double[n];
        scorer.score(rows, n, scores);
        boolean changed = false;
        double greatest = 0;
        for (int i = 1; i < n; i++) {
            changed |= scores[i] >= threshold != scores[0] >= threshold;
            greatest = Math.max(greatest, Math.abs(scores[i] - scores[0]));
        }
        return new Flipped(changed, greatest);
    }
}
