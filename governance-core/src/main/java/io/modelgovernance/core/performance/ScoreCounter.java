package io.modelgovernance.core.performance;

import io.modelgovernance.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/** Counts scores and labels, and adds up what others counted. Counting allocates nothing. Not thread-safe. */
public final class ScoreCounter {
    private static final int GRID = ScoreCounts.GRID;

    private final long[] scored = new long[GRID];
    private final long[] positive = new long[GRID];
    private final long[] negative = new long[GRID];
    private long beyond;

    /**
     * Counts a score.
     *
     * @param score the score; outside 0 to 1 it counts as a case alone, NaN does not count
     */
    public void score(double score) {
        if (score >= 0 && score <= 1) {
            scored[bin(score)]++;
        } else if (!Double.isNaN(score)) {
            beyond++;
        }
    }

    /**
     * Counts a label.
     *
     * @param score the score that it is of, 0 to 1
     * @param isPositive the label
     * @throws InvalidInputException if the score is out of range
     */
    public void label(double score, boolean isPositive) {
        requireProbability(score);
        (isPositive ? positive : negative)[bin(score)]++;
    }

    /**
     * Refuses what cannot be the score of a label.
     *
     * @param score the score
     * @throws InvalidInputException if it is not 0 to 1
     */
    public static void requireProbability(double score) {
        if (!(score >= 0 && score <= 1)) {
            throw InvalidInputException.of("score of a label", "is " + score, "0 to 1");
        }
    }

    /** The greatest thousandth that the score reaches, compared and not computed, so that 0.57 lies in bin 570. */
    static int bin(double score) {
        int at = (int) (score * GRID);
        if ((at + 1) / (double) GRID <= score) {
            at++;
        } else if (at / (double) GRID > score) {
            at--;
        }
        return Math.min(at, GRID - 1);
    }

    /**
     * Adds what another counted.
     *
     * @param counts the counts
     */
    public void add(ScoreCounts counts) {
        for (ScoreBin bin : counts.bins()) {
            scored[bin.at()] = Math.addExact(scored[bin.at()], bin.scored());
            positive[bin.at()] = Math.addExact(positive[bin.at()], bin.positive());
            negative[bin.at()] = Math.addExact(negative[bin.at()], bin.negative());
        }
        beyond = Math.addExact(beyond, counts.beyond());
    }

    /**
     * What was counted up to now.
     *
     * @return the counts, which later ones do not change
     */
    public ScoreCounts counts() {
        List<ScoreBin> bins = new ArrayList<>();
        for (int i = 0; i < GRID; i++) {
            if (scored[i] + positive[i] + negative[i] > 0) {
                bins.add(new ScoreBin(i, scored[i], positive[i], negative[i]));
            }
        }
        return new ScoreCounts(bins, beyond);
    }
}
