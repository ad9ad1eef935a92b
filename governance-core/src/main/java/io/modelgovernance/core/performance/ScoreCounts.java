package io.modelgovernance.core.performance;

import io.modelgovernance.EarlierForm;
import io.modelgovernance.InvalidInputException;
import java.util.List;

/**
 * Scores of a window and the labels that have come, counted by thousandths: a plain value of whole numbers, so that what many
 * processes counted adds up to the same whatever the order. Immutable.
 *
 * @param bins those that hold something, ascending
 * @param beyond scores outside 0 to 1, which are no probabilities: of models that predict numbers or classes
 */
public record ScoreCounts(List<ScoreBin> bins, long beyond) {
    /** How many bins 0 to 1 is cut into. */
    public static final int GRID = 1_000;

    /** Nothing. */
    public static final ScoreCounts NONE = new ScoreCounts(List.of(), 0);

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if bins are out of order or range, or counts are negative
     */
    public ScoreCounts {
        bins = List.copyOf(bins);
        int before = -1;
        for (ScoreBin bin : bins) {
            if (bin.at() <= before
                    || bin.at() >= GRID
                    || Math.min(bin.scored(), Math.min(bin.positive(), bin.negative())) < 0) {
                throw InvalidInputException.of("bin of scores", "is " + bin, "ascending, with counts of at least 0");
            }
            before = bin.at();
        }
        if (beyond < 0) {
            throw InvalidInputException.of("scores beyond 0 to 1", "are " + beyond, "at least 0");
        }
    }

    /**
     * Of probabilities alone.
     *
     * @param bins those that hold something, ascending
     */
    @EarlierForm
    public ScoreCounts(List<ScoreBin> bins) {
        this(bins, 0);
    }

    /**
     * Cases scored with a probability.
     *
     * @return at least 0
     */
    public long scored() {
        return bins.stream().mapToLong(ScoreBin::scored).sum();
    }

    /**
     * Cases scored with whatever number.
     *
     * @return at least 0
     */
    public long cases() {
        return scored() + beyond;
    }

    /**
     * Cases whose label has come.
     *
     * @return at least 0
     */
    public long labelled() {
        return bins.stream().mapToLong(bin -> bin.positive() + bin.negative()).sum();
    }
}
