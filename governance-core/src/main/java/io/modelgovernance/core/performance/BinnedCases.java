package io.modelgovernance.core.performance;

/** What each bin holds: cases, hits, and sums of their probabilities. */
final class BinnedCases {
    final long[] cases;
    final long[] hits;
    final double[] sum;
    private long all;

    BinnedCases(int number) {
        cases = new long[number];
        hits = new long[number];
        sum = new double[number];
    }

    void add(int bin, long count, long positive, double probability) {
        cases[bin] += count;
        hits[bin] += positive;
        sum[bin] += count * probability;
        all += count;
    }

    long all() {
        return all;
    }

    /** Mean over the cases of the distance of their bin's mean probability and share of positives. */
    double expectedError() {
        double error = 0;
        for (int i = 0; i < cases.length; i++) {
            error += Math.abs(sum[i] - hits[i]);
        }
        return error / all;
    }

    /** The greatest distance of a bin that holds cases. */
    double greatestError() {
        double most = 0;
        for (int i = 0; i < cases.length; i++) {
            if (cases[i] > 0) {
                most = Math.max(most, Math.abs(sum[i] - hits[i]) / cases[i]);
            }
        }
        return most;
    }
}
