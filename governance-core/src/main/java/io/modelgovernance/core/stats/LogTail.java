package io.modelgovernance.core.stats;

/** Turns the logarithm of one tail into that of the other, and into a probability. */
final class LogTail {
    private static final double LOG_HALF = -0.6931471805599453;

    private LogTail() {}

    /** {@code log(1 - exp(log))}; the logarithm at most 0, up to rounding. */
    static double other(double log) {
        if (log >= 0) {
            return Double.NEGATIVE_INFINITY;
        }
        return log > LOG_HALF ? StrictMath.log(-StrictMath.expm1(log)) : StrictMath.log1p(-StrictMath.exp(log));
    }

    static double probability(double log) {
        return log >= 0 ? 1 : StrictMath.exp(log);
    }
}
