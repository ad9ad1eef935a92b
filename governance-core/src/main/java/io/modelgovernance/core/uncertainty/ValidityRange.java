package io.modelgovernance.core.uncertainty;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.policy.UseCheck;
import io.modelgovernance.core.stats.Proportions;
import io.modelgovernance.core.stats.SortedSample;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import io.modelgovernance.policy.Boundary;
import io.modelgovernance.policy.ConditionsOfUse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the training data lie: outside, a model says what nobody could have checked. As conditions of use the range is
 * checked at every call.
 *
 * <p>Each input is bounded on its own; a row whose every value was seen may still be a combination that was not.
 *
 * @param schema the model's input
 * @param boundaries one boundary an input; none for one that training never saw a value of
 * @param n number of training rows
 */
public record ValidityRange(FeatureSchema schema, List<Boundary> boundaries, long n) {
    /** Copies. */
    public ValidityRange {
        boundaries = List.copyOf(boundaries);
    }

    /**
     * Measures.
     *
     * @param training the training data, at least one row
     * @param share share of the values of each number that lie inside, above 0 and at most 1: the rest is cut off evenly at
     *     both ends, as what is rare is hardly known; 1 takes everything from the least to the greatest
     * @return the range; categories are those that occur, and missing values are inside where training has some
     * @throws InvalidInputException if there are no rows or the share is out of range
     */
    public static ValidityRange of(Rows training, double share) {
        if (training.count() == 0) {
            throw InvalidInputException.of("training data", "have no rows", "at least one row");
        }
        if (!(share > 0 && share <= 1)) {
            throw InvalidInputException.of("share inside", "is " + share, "above 0 and at most 1");
        }
        List<Boundary> boundaries = new ArrayList<>();
        List<Feature> features = training.schema().features();
        for (int column = 0; column < features.size(); column++) {
            double[] all = training.column(column);
            double[] seen = Arrays.stream(all).filter(Double::isFinite).toArray();
            if (seen.length > 0) {
                Boundary boundary = boundary(features.get(column), seen, share);
                boundaries.add(seen.length < all.length ? boundary.orMissing() : boundary);
            }
        }
        return new ValidityRange(training.schema(), boundaries, training.count());
    }

    private static Boundary boundary(Feature feature, double[] seen, double share) {
        if (feature.type() == Feature.Type.CATEGORICAL) {
            return Boundary.oneOf(
                    feature.name(),
                    Arrays.stream(seen)
                            .distinct()
                            .mapToObj(index -> feature.categories().get((int) index))
                            .toArray(String[]::new));
        }
        double[] sorted = SortedSample.of(seen).toArray();
        // In decimal, so that 0.9 of 100 values leaves five out at each end.
        int cut = BigDecimal.ONE
                .subtract(BigDecimal.valueOf(share))
                .multiply(BigDecimal.valueOf(sorted.length))
                .divideToIntegralValue(BigDecimal.valueOf(2))
                .intValueExact();
        return Boundary.between(feature.name(), sorted[cut], sorted[sorted.length - 1 - cut]);
    }

    /**
     * The range as conditions that every call is checked against; a call outside is referred to a person.
     *
     * @return the conditions
     */
    public ConditionsOfUse conditions() {
        return ConditionsOfUse.within(boundaries.toArray(Boundary[]::new)).because("range of " + n + " training rows");
    }

    /**
     * The share of rows outside.
     *
     * @param rows later rows of the same schema
     * @return the share with its exact binomial 95 % interval; unknown without rows
     * @throws InvalidInputException if the schema is another
     */
    public Estimate outside(Rows rows) {
        if (!rows.schema().equals(schema)) {
            throw InvalidInputException.of("rows", "have another schema", "of the schema of the training data");
        }
        UseCheck check = UseCheck.of(conditions(), schema);
        long outside = 0;
        for (int i = 0; i < rows.count(); i++) {
            outside += check.breach(rows.row(i)) >= 0 ? 1 : 0;
        }
        return Proportions.of(outside, rows.count(), 0.95);
    }

    /**
     * The ranges of the numbers, to vary them within.
     *
     * @return one range a numeric input that takes more than one value
     */
    public List<InputRange> ranges() {
        return boundaries.stream()
                .filter(boundary -> !boundary.ofCategories() && boundary.least() < boundary.most())
                .map(boundary -> InputRange.of(schema, boundary.feature(), boundary.least(), boundary.most()))
                .toList();
    }
}
