package io.modelgovernance.core.tree;

/** Turns a threshold for numbers rounded to float into one for doubles that sends every double the same way. */
final class FloatThreshold {
    private FloatThreshold() {}

    /**
     * The least double that, rounded to float, is not less than the threshold.
     *
     * <p>Halfway between the threshold and the float below it, or the next double up: a tie rounds to the even one.
     *
     * @param threshold a float, not NaN
     * @return t such that {@code (float) x < threshold} exactly if {@code x < t}
     */
    static double of(float threshold) {
        if (threshold == Float.NEGATIVE_INFINITY) {
            return Double.NEGATIVE_INFINITY;
        }
        double above = threshold == Float.POSITIVE_INFINITY ? 0x1p128 : threshold;
        float next = Math.nextDown(threshold);
        double below = next == Float.NEGATIVE_INFINITY ? -0x1p128 : next;
        double middle = (above + below) / 2;
        return (float) middle < threshold ? Math.nextUp(middle) : middle;
    }
}
