package io.modelgovernance.core.fairness;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Scorer;
import io.modelgovernance.registry.DecisionRule;
import io.modelgovernance.serving.FlipSampling;
import java.util.List;

/**
 * Would the decision be another if the applicant were of another group? A row's protected attribute is set to each of its
 * other values, its declared proxies to what is typical of that group, and the model is asked again.
 *
 * <p>It says what the model does with these inputs, not what a person of that group would look like: proxies that nobody
 * declared stay as they are. Immutable and thread-safe if the scorer is.
 */
public final class FlipCheck {
    private final Scorer scorer;
    private final DecisionRule rule;
    private final FlipSampling sampling;
    private final int width;
    private final int attribute;
    private final int[] places;

    /**
     * What a check found of one row.
     *
     * @param changed whether the decision is another for any other group
     * @param greatest greatest change of the score, at least 0
     */
    public record Flipped(boolean changed, double greatest) {}

    private FlipCheck(Scorer scorer, DecisionRule rule, FlipSampling sampling, int width, int attribute, int[] places) {
        this.scorer = scorer;
        this.rule = rule;
        this.sampling = sampling;
        this.width = width;
        this.attribute = attribute;
        this.places = places;
    }

    /**
     * Says what is flipped.
     *
     * @param scorer the model
     * @param schema its inputs
     * @param rule how its score becomes a decision
     * @param sampling the attribute, its groups and proxies, and which decisions
     * @return the check
     * @throws InvalidInputException if a feature is unknown, a value is not one of it, or the attribute is not protected
     */
    public static FlipCheck of(Scorer scorer, FeatureSchema schema, DecisionRule rule, FlipSampling sampling) {
        int at = schema.indexOf(sampling.attribute());
        if (!schema.features().get(at).protectedAttribute()) {
            throw InvalidInputException.of("feature " + sampling.attribute(), "is not protected", "protected");
        }
        sampling.groups().forEach(value -> schema.check(sampling.attribute(), value));
        sampling.proxies().forEach(proxy -> proxy.typical().forEach(value -> schema.check(proxy.feature(), value)));
        int[] places = sampling.proxies().stream()
                .mapToInt(one -> schema.indexOf(one.feature()))
                .toArray();
        return new FlipCheck(scorer, rule, sampling, schema.features().size(), at, places);
    }

    /**
     * What it was made of.
     *
     * @return the sampling
     */
    public FlipSampling sampling() {
        return sampling;
    }

    /**
     * Checks a row.
     *
     * @param row one value for each feature; not modified
     * @return what it found
     * @throws InvalidInputException if it has another length, or a score of it is not finite
     */
    public Flipped check(double[] row) {
        if (row.length != width) {
            throw InvalidInputException.of("row", "has " + row.length + " values", "of " + width);
        }
        List<Double> groups = sampling.groups();
        int n = groups.size() + 1;
        double[] rows = new double[n * width];
        for (int i = 0; i < n; i++) {
            System.arraycopy(row, 0, rows, i * width, width);
            if (i > 0 && row[attribute] != groups.get(i - 1)) {
                rows[i * width + attribute] = groups.get(i - 1);
                for (int p = 0; p < places.length; p++) {
                    rows[i * width + places[p]] =
                            sampling.proxies().get(p).typical().get(i - 1);
                }
            }
        }
        double[] scores = new double[n];
        scorer.score(rows, n, scores);
        boolean changed = false;
        double greatest = 0;
        for (double score : scores) {
            if (!Double.isFinite(score)) {
                throw InvalidInputException.of("score for a group", "is " + score, "finite");
            }
        }
        for (int i = 1; i < n; i++) {
            changed |= rule.apply(scores[i]) != rule.apply(scores[0]);
            greatest = Math.max(greatest, Math.abs(scores[i] - scores[0]));
        }
        return new Flipped(changed, greatest);
    }
}
