package io.modelgovernance.core.explain;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.ScoreGoal;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.Arrays;
import java.util.Locale;

/**
 * The applicants that a declined one is compared with, by a rule that can be stated.
 *
 * <p>Official comment 9(b)(2)-5 of Regulation B names two: all applicants, and those at or slightly above the cut-off. They
 * give different notices, so the rule is kept by its words and the rows by their fingerprint, which every attribution over
 * them carries. Immutable and thread-safe.
 *
 * @param rule what the rows were chosen by
 * @param rows the rows, to be the background of an explainer; at least one
 * @param digest fingerprint of the rows, as in {@link io.modelgovernance.explain.Attribution#background()}
 */
public record ReasonBaseline(String rule, Rows rows, Digest digest) {
    /**
     * All applicants.
     *
     * @param applicants the rows, at least one
     * @return the baseline
     * @throws InvalidInputException if there is no row
     */
    public static ReasonBaseline allApplicants(Rows applicants) {
        return new ReasonBaseline(
                "all applicants, " + applicants.count() + " rows", applicants, ExplainedRows.digest(applicants));
    }

    /**
     * The applicants who passed by least.
     *
     * @param applicants the rows
     * @param scorer the model that decides
     * @param passing where the score of an applicant who passes is
     * @param count how many are compared with, at least 1; those whose score equals the last one's are taken too
     * @return the baseline, its rows in the order given
     * @throws InvalidInputException if fewer than the count pass, or a score is not finite
     */
    public static ReasonBaseline atCutOff(Rows applicants, Scorer scorer, ScoreGoal passing, int count) {
        double[] off = applicants.score(scorer);
        for (int i = 0; i < off.length; i++) {
            off[i] = passing.met(Background.finite(off[i])) ? Math.abs(off[i] - passing.threshold()) : Double.NaN;
        }
        double[] nearest = Arrays.stream(off)
                .filter(distance -> !Double.isNaN(distance))
                .sorted()
                .toArray();
        if (count < 1 || nearest.length < count) {
            throw InvalidInputException.of(
                    "number of applicants at the cut-off",
                    "is " + count + " with " + nearest.length + " who pass",
                    "at least 1 and at most as many as pass");
        }
        double width = nearest[count - 1];
        int features = applicants.schema().size();
        double[] chosen = new double[off.length * features];
        int n = 0;
        for (int i = 0; i < off.length; i++) {
            if (off[i] <= width) {
                System.arraycopy(applicants.row(i), 0, chosen, n++ * features, features);
            }
        }
        Rows rows = Rows.of(applicants.schema(), Arrays.copyOf(chosen, n * features));
        String rule = String.format(
                Locale.ROOT,
                "%d applicants who passed by least, scores within %.4g of %.4g",
                n,
                width,
                passing.threshold());
        return new ReasonBaseline(rule, rows, ExplainedRows.digest(rows));
    }
}
