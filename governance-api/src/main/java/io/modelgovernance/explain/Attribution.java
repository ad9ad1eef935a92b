package io.modelgovernance.explain;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How much each feature moved one score away from the average score: the reasons behind one decision.
 *
 * <p>An additive attribution with its own evidence: what it was compared with, what it cost, the seed that repeats it,
 * and how far it is from adding up. {@code prediction = baseline + sum(values) + residual}. Immutable and thread-safe.
 *
 * @param method how it was made, with its parameters
 * @param baseline mean score of the background; finite
 * @param features the features' names in schema order; at least one
 * @param values one contribution a feature, in units of the score; finite
 * @param standardErrors one standard error a value from the sampling of coalitions, 0 where the value is exact; at
 *     least 0
 * @param prediction score of the row explained; finite
 * @param residual {@code prediction - baseline - sum(values)}, the local-accuracy check made at run time; not zero
 *     beyond rounding if the method does not fit the model
 * @param modelRows how many rows the model scored for it
 * @param seed seed that repeats it, 0 if nothing was drawn
 * @param background fingerprint of the background rows
 * @param plan fingerprint of what the method brings along and no row changes: the version of its algorithm, its
 *     parameters, the coalitions it asks about, the trees or weights it knows
 */
public record Attribution(
        String method,
        double baseline,
        List<String> features,
        List<Double> values,
        List<Double> standardErrors,
        double prediction,
        double residual,
        long modelRows,
        long seed,
        Digest background,
        Digest plan) {
    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if a number is not finite, a standard error is negative, or the lists differ in
     *     length
     */
    public Attribution {
        features = List.copyOf(features);
        Explanations.finite("baseline of attribution", baseline);
        Explanations.finite("prediction of attribution", prediction);
        Explanations.finite("residual of attribution", residual);
        values = Explanations.finite("value of attribution", values);
        standardErrors = Explanations.finite("standard error of attribution", standardErrors);
        Explanations.sameSize("values of attribution", values.size(), features.size());
        Explanations.sameSize("standard errors of attribution", standardErrors.size(), features.size());
        Explanations.counted("model rows of attribution", modelRows);
        if (features.isEmpty()) {
            throw InvalidInputException.of("features of attribution", "are none", "at least one");
        }
        if (standardErrors.stream().anyMatch(error -> error < 0)) {
            throw InvalidInputException.of("standard error of attribution", "is negative", "at least 0");
        }
    }

    /**
     * Makes an attribution and its residual; its plan is the fingerprint of the method's name until one is given.
     *
     * @param method how it was made
     * @param baseline mean score of the background
     * @param features the features' names
     * @param values one contribution a feature; copied
     * @param standardErrors one standard error a value; copied
     * @param prediction score of the row
     * @param modelRows rows scored
     * @param seed the seed, 0 if nothing was drawn
     * @param background fingerprint of the background
     * @return the attribution, its residual summed in feature order
     * @throws InvalidInputException as the constructor
     */
    public static Attribution of(
            String method,
            double baseline,
            List<String> features,
            double[] values,
            double[] standardErrors,
            double prediction,
            long modelRows,
            long seed,
            Digest background) {
        double sum = baseline;
        for (double value : values) {
            sum += value;
        }
        return new Attribution(
                method,
                baseline,
                features,
                java.util.Arrays.stream(values).boxed().toList(),
                java.util.Arrays.stream(standardErrors).boxed().toList(),
                prediction,
                prediction - sum,
                modelRows,
                seed,
                background,
                Digest.of(method.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The same attribution by a plan that holds more than the name of the method.
     *
     * @param digest fingerprint of the plan
     * @return a copy
     */
    public Attribution withPlan(Digest digest) {
        return new Attribution(
                method,
                baseline,
                features,
                values,
                standardErrors,
                prediction,
                residual,
                modelRows,
                seed,
                background,
                digest);
    }

    /**
     * How unsure the least sure value is.
     *
     * @return the greatest standard error, in units of the score; 0 if all values are exact
     */
    public double worstStandardError() {
        double worst = 0;
        for (double error : standardErrors) {
            worst = Math.max(worst, error);
        }
        return worst;
    }

    /**
     * The contribution of one feature.
     *
     * @param feature its name
     * @return its contribution in units of the score
     * @throws InvalidInputException if there is no such feature
     */
    public double value(String feature) {
        int index = features.indexOf(feature);
        if (index < 0) {
            throw InvalidInputException.of("feature " + feature, "is unknown", "one of " + features);
        }
        return values.get(index);
    }
}
