package io.modelgovernance.core.performance;

import io.modelgovernance.InvalidInputException;

/**
 * How cases are put into bins by their predicted probability. A calibration figure means nothing without it.
 *
 * @param kind by what bins are made
 * @param number number of bins, at least 2
 */
public record CalibrationBins(Kind kind, int number) {
    /** By what bins are made. */
    public enum Kind {
        /** Each bin is as wide as the others; a probability on an edge belongs to the bin above. */
        EQUAL_WIDTH,
        /** Each bin holds about as many cases; cases of one probability stay together, in the bin of their middle rank. */
        EQUAL_MASS
    }

    /**
     * Checks.
     *
     * @throws InvalidInputException if there are fewer than 2 bins or more than 10,000
     */
    public CalibrationBins {
        if (number < 2 || number > 10_000) {
            throw InvalidInputException.of("number of bins", "is " + number, "2 to 10000");
        }
    }

    /**
     * Bins of equal width over 0 to 1.
     *
     * @param number number of bins, 2 to 10,000
     * @return the bins
     */
    public static CalibrationBins equalWidth(int number) {
        return new CalibrationBins(Kind.EQUAL_WIDTH, number);
    }

    /**
     * Bins of about as many cases.
     *
     * @param number number of bins, 2 to 10,000
     * @return the bins
     */
    public static CalibrationBins equalMass(int number) {
        return new CalibrationBins(Kind.EQUAL_MASS, number);
    }

    /** Counts the cases of each bin. */
    BinnedCases count(LabelledScores cases, int[] times) {
        cases.requireProbabilities();
        BinnedCases bins = new BinnedCases(number);
        int[] counts = cases.ascending(times);
        long all = 0;
        if (kind == Kind.EQUAL_MASS) {
            for (int count : counts) {
                all += count;
            }
        }
        long before = 0;
        int from = 0;
        for (int end : cases.groupEnd()) {
            long here = 0;
            long hits = 0;
            for (; from < end; from++) {
                int count = counts[from];
                here += count;
                hits += count & -cases.positive()[from];
            }
            double p = cases.score()[end - 1];
            int bin = kind == Kind.EQUAL_WIDTH
                    ? (int) (p * number)
                    : (int) ((2 * before + here) * number / Math.max(1, 2 * all));
            bins.add(Math.min(number - 1, bin), here, hits, p);
            before += here;
        }
        return bins;
    }

    @Override
    public String toString() {
        return number + " bins of equal " + (kind == Kind.EQUAL_WIDTH ? "width" : "mass");
    }
}
