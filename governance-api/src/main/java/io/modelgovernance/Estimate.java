package io.modelgovernance;

/**
 * A number with its uncertainty and sample size, or the statement that there is not enough data for one.
 *
 * <p>Every figure governance reports is one of these, so that a gate can act on the worse end of the interval and
 * nobody mistakes "unknown" for "fine". Immutable.
 *
 * @param known false if there was not enough data; then no number may be read
 * @param value the point estimate; finite
 * @param low lower end of the interval; {@code low <= value}
 * @param high upper end of the interval; {@code value <= high}
 * @param level confidence level of the interval in (0, 1], 1 for an exact number
 * @param n sample size it rests on
 * @param method how it was made, with its parameters, such as {@code "bootstrap percentile B=1000 seed=7"}; for an
 *     unknown estimate, why it is unknown
 */
public record Estimate(boolean known, double value, double low, double high, double level, long n, String method) {
    /**
     * Checks; numbers given for an unknown estimate are forgotten, so that two of them are equal if their reasons are.
     *
     * @throws InvalidInputException if a known estimate has a non-finite value, or the interval does not hold it
     */
    public Estimate {
        if (known && !(Double.isFinite(value) && low <= value && value <= high && level > 0 && level <= 1)) {
            throw InvalidInputException.of(
                    "estimate",
                    "is " + value + " in [" + low + ", " + high + "] at " + level,
                    "finite, inside its interval, with a level in (0, 1]");
        }
        if (n < 0) {
            throw InvalidInputException.of("sample size", "is " + n, "at least 0");
        }
        value = known ? value : 0;
        low = known ? low : 0;
        high = known ? high : 0;
        level = known ? level : 1;
    }

    /**
     * An estimate with an interval.
     *
     * @param value point estimate
     * @param low lower end
     * @param high upper end
     * @param level confidence level in (0, 1]
     * @param n sample size
     * @param method how it was made
     * @return the estimate
     */
    public static Estimate of(double value, double low, double high, double level, long n, String method) {
        return new Estimate(true, value, low, high, level, n, method);
    }

    /**
     * A number without sampling error, such as a count.
     *
     * @param value the number
     * @param n sample size
     * @param method how it was made
     * @return the estimate, its interval a point at level 1
     */
    public static Estimate exact(double value, long n, String method) {
        return new Estimate(true, value, value, value, 1, n, method);
    }

    /**
     * Not enough data.
     *
     * @param n how much there was
     * @param why what would have been enough
     * @return an unknown estimate
     */
    public static Estimate notEnoughData(long n, String why) {
        return new Estimate(false, 0, 0, 0, 1, n, why);
    }

    /**
     * The point estimate.
     *
     * @return the value
     * @throws IllegalStateException if it is not known
     */
    @Override
    public double value() {
        return read(value);
    }

    /**
     * The lower end.
     *
     * @return the lower end of the interval
     * @throws IllegalStateException if it is not known
     */
    @Override
    public double low() {
        return read(low);
    }

    /**
     * The upper end.
     *
     * @return the upper end of the interval
     * @throws IllegalStateException if it is not known
     */
    @Override
    public double high() {
        return read(high);
    }

    private double read(double number) {
        if (!known) {
            throw new IllegalStateException(
                    "The estimate must be known before its number is read: " + method + ". Maybe ask known() first.");
        }
        return number;
    }

    @Override
    public String toString() {
        if (!known) {
            return "not enough data (n=" + n + ": " + method + ")";
        }
        return String.format(
                java.util.Locale.ROOT, "%.4f [%.4f, %.4f] %.0f%% n=%d (%s)", value, low, high, level * 100, n, method);
    }
}
