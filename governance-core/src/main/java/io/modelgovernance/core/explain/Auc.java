package io.modelgovernance.core.explain;

import io.modelgovernance.InvalidInputException;
import java.util.Arrays;

/**
 * Area under the ROC curve: how often a positive scores above a negative, ties counted half.
 *
 * <p>The scores are spread over even bins, in which few meet, so that comparing within bins is enough and nothing is
 * sorted; where many meet they are sorted. Both count whole wins and ties and give the same bits.
 */
record Auc() implements Metric {
    private static final int MOST_COMPARISONS = 8;

    @Override
    public String name() {
        return "AUC";
    }

    @Override
    public double of(double[] outcomes, double[] scores) {
        int ones = 0;
        int zeros = 0;
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < outcomes.length; i++) {
            ones += outcomes[i] == 1 ? 1 : 0;
            zeros += outcomes[i] == 0 ? 1 : 0;
            least = Math.min(least, scores[i]);
            greatest = Math.max(greatest, scores[i]);
        }
        if (ones + zeros != outcomes.length || ones == 0 || zeros == 0) {
            throw InvalidInputException.of(
                    "outcomes",
                    "hold " + ones + " ones and " + zeros + " zeros among " + outcomes.length,
                    "zeros and ones, some of each");
        }
        int last = outcomes.length - 1;
        double scale = last / (greatest - least);
        double halves = Double.isFinite(scale) && scale > 0
                ? binned(outcomes, scores, zeros, least, scale, last)
                : sorted(outcomes, scores);
        return 0.5 * halves / ones / zeros;
    }

    /** Twice the wins of positives and once their ties, by bins. */
    private static double binned(double[] outcomes, double[] scores, int zeros, double least, double scale, int last) {
        int[] bins = new int[scores.length];
        int[] start = new int[last + 3];
        int[] positives = new int[last + 1];
        for (int i = 0; i < bins.length; i++) {
            int bin = Math.min(last, (int) ((scores[i] - least) * scale));
            bins[i] = bin;
            if (outcomes[i] == 0) {
                start[bin + 2]++;
            } else {
                positives[bin]++;
            }
        }
        long comparisons = 0;
        for (int bin = 0; bin <= last; bin++) {
            comparisons += (long) positives[bin] * start[bin + 2];
            start[bin + 2] += start[bin + 1];
        }
        if (comparisons > (long) MOST_COMPARISONS * scores.length) {
            return sorted(outcomes, scores);
        }
        double[] negatives = new double[zeros];
        for (int i = 0; i < bins.length; i++) {
            if (outcomes[i] == 0) {
                negatives[start[bins[i] + 1]++] = scores[i];
            }
        }
        long halves = 0;
        for (int i = 0; i < bins.length; i++) {
            if (outcomes[i] == 1) {
                int from = start[bins[i]];
                halves += 2L * from;
                for (int k = from; k < start[bins[i] + 1]; k++) {
                    halves += negatives[k] < scores[i] ? 2 : negatives[k] == scores[i] ? 1 : 0;
                }
            }
        }
        return halves;
    }

    private static double sorted(double[] outcomes, double[] scores) {
        double[] positives = scoresOf(1, outcomes, scores);
        double[] negatives = scoresOf(0, outcomes, scores);
        long halves = 0;
        int below = 0;
        int upTo = 0;
        for (double score : positives) {
            while (below < negatives.length && negatives[below] < score) {
                below++;
            }
            while (upTo < negatives.length && negatives[upTo] <= score) {
                upTo++;
            }
            halves += (long) below + upTo;
        }
        return halves;
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
