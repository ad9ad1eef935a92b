package io.modelgovernance.core.explain;

import io.modelgovernance.InvalidInputException;
import java.util.Arrays;

/** Area under the ROC curve: how often a positive scores above a negative, ties counted half. */
record Auc() implements Metric {
    @Override
    public String name() {
        return "AUC";
    }

    @Override
    public double of(double[] outcomes, double[] scores) {
        double[] positives = scoresOf(1, outcomes, scores);
        double[] negatives = scoresOf(0, outcomes, scores);
        int known = positives.length + negatives.length;
        if (known != outcomes.length || positives.length == 0 || negatives.length == 0) {
            throw InvalidInputException.of(
                    "outcomes",
                    "hold " + positives.length + " ones and " + negatives.length + " zeros among " + outcomes.length,
                    "zeros and ones, some of each");
        }
        double wins = 0;
        int below = 0;
        int upTo = 0;
        for (double score : positives) {
            while (below < negatives.length && negatives[below] < score) {
                below++;
            }
            while (upTo < negatives.length && negatives[upTo] <= score) {
                upTo++;
            }
            wins += 0.5 * (below + upTo);
        }
        return wins / positives.length / negatives.length;
    }

    /** Adding 0.0 makes one zero of two. */
    private static double[] scoresOf(double outcome, double[] outcomes, double[] scores) {
        double[] found = new double[outcomes.length];
        int n = 0;
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] == outcome) {
                found[n++] = scores[i] + 0.0;
            }
        }
        found = Arrays.copyOf(found, n);
        Arrays.sort(found);
        return found;
    }
}
