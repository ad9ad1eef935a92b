package io.modelgovernance.explain;

import io.modelgovernance.InvalidInputException;

/**
 * Where a score would have to be for another decision.
 *
 * @param threshold the border; finite
 * @param below true if the score must be less than the threshold, false if at least the threshold
 */
public record ScoreGoal(double threshold, boolean below) {
    /**
     * Checks.
     *
     * @throws InvalidInputException if the threshold is not finite
     */
    public ScoreGoal {
        Explanations.finite("threshold of goal", threshold);
    }

    /**
     * Scores less than this.
     *
     * @param threshold the border
     * @return the goal
     */
    public static ScoreGoal below(double threshold) {
        return new ScoreGoal(threshold, true);
    }

    /**
     * Scores of this and more.
     *
     * @param threshold the border
     * @return the goal
     */
    public static ScoreGoal atLeast(double threshold) {
        return new ScoreGoal(threshold, false);
    }

    /**
     * Whether a score is there.
     *
     * @param score the score
     * @return whether it meets the goal
     */
    public boolean met(double score) {
        return below ? score < threshold : score >= threshold;
    }

    /**
     * How far a score is from the goal.
     *
     * @param score the score
     * @return 0 if met, else the distance to the threshold; at least 0
     */
    public double gap(double score) {
        return met(score) ? 0 : Math.abs(score - threshold);
    }
}
