package io.modelgovernance.explain;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import java.util.List;

/**
 * What would have had to be otherwise for another score, or the statement that nothing within the actions would do.
 *
 * <p>Immutable and thread-safe.
 *
 * @param method how it was made, with its parameters
 * @param verdict what may be concluded
 * @param goal where the score should be
 * @param score score of the row explained; finite
 * @param found cheapest first; none changes all the features that a cheaper one changes; empty unless the verdict says found
 * @param modelRows how many rows the model scored for it, or boxes of rows that were bounded
 * @param background fingerprint of the rows that gave scales and ranges
 */
public record CounterfactualReport(
        String method,
        Verdict verdict,
        ScoreGoal goal,
        double score,
        List<Counterfactual> found,
        long modelRows,
        Digest background) {
    /** What may be concluded. */
    public enum Verdict {
        /** The row meets the goal as it is. */
        ALREADY_MET,
        /** The first one is proved to be the cheapest of all. */
        FOUND_CHEAPEST,
        /** There are some; a cheaper one may exist. */
        FOUND,
        /** It is proved that none exists within the actions. */
        NONE_EXISTS,
        /** None was found within the budget; one may exist. */
        NONE_FOUND
    }

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if the verdict does not fit what was found
     */
    public CounterfactualReport {
        found = List.copyOf(found);
        Explanations.finite("score of counterfactual report", score);
        Explanations.counted("model rows of counterfactual report", modelRows);
        boolean some = verdict == Verdict.FOUND || verdict == Verdict.FOUND_CHEAPEST;
        if (some == found.isEmpty()) {
            throw InvalidInputException.of(
                    "verdict of counterfactual report",
                    "is " + verdict + " with " + found.size() + " found",
                    "one that fits what was found");
        }
    }
}
