package io.modelgovernance.core.stats;

/** Efron's (1987) corrections of a bootstrap interval: for bias, and for a spread that changes with the value. */
record Acceleration(double bias, double rate) {
    /** From the ascending resampled values and those with cases left out. */
    static Acceleration of(double value, double[] sorted, double[] leftOut) {
        int below = 0;
        int equal = 0;
        for (double one : sorted) {
            below += one < value ? 1 : 0;
            equal += one == value ? 1 : 0;
        }
        double n = sorted.length;
        double share = Math.min(1 - 0.5 / n, Math.max(0.5 / n, (below + 0.5 * equal) / n));
        return new Acceleration(-Normal.upperQuantile(share), rate(leftOut));
    }

    private static double rate(double[] leftOut) {
        double sum = 0;
        int defined = 0;
        for (double one : leftOut) {
            if (Double.isFinite(one)) {
                sum += one;
                defined++;
            }
        }
        double mean = sum / defined;
        double squares = 0;
        double cubes = 0;
        for (double one : leftOut) {
            if (Double.isFinite(one)) {
                double away = mean - one;
                squares += away * away;
                cubes += away * away * away;
            }
        }
        double spread = squares * Math.sqrt(squares);
        return spread > 0 ? cubes / (6 * spread) : 0;
    }

    /** The share of resamples that the end of the interval at this normal deviate lies above. */
    double probability(double deviate) {
        double moved = bias + deviate;
        double shrink = 1 - rate * moved;
        // Where the spread would vanish, the end is as far out as there are resamples.
        return shrink > 0 ? Normal.survival(-(bias + moved / shrink)) : moved > 0 ? 1 : 0;
    }
}
