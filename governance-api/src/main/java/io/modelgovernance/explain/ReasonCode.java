package io.modelgovernance.explain;

import io.modelgovernance.InvalidInputException;

/**
 * One principal reason for an adverse decision, in the words the applicant is told.
 *
 * <p>Immutable and thread-safe.
 *
 * @param code code of the reason in its dictionary
 * @param text what the applicant is told
 * @param feature the feature that contributed most to it
 * @param contribution how far the features of this code together moved the score towards the adverse outcome, in units
 *     of the score; greater than 0 whichever end of the score is adverse
 * @param rank 1 for the most weighty reason, then 2 and so on
 * @param dictionary version of the dictionary whose words these are
 * @param language language tag of the words
 */
public record ReasonCode(
        String code, String text, String feature, double contribution, int rank, String dictionary, String language) {
    /**
     * Checks.
     *
     * @throws InvalidInputException if the contribution is not greater than 0 and finite, or the rank is less than 1
     */
    public ReasonCode {
        Explanations.finite("contribution of reason", contribution);
        if (!(contribution > 0)) {
            throw InvalidInputException.of("contribution of reason " + code, "is " + contribution, "greater than 0");
        }
        if (rank < 1) {
            throw InvalidInputException.of("rank of reason " + code, "is " + rank, "at least 1");
        }
    }
}
