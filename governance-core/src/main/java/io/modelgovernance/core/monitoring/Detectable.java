package io.modelgovernance.core.monitoring;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Normal;

/**
 * The smallest change that a monitor would see with a stated chance, said before it is switched on, so that silence is not
 * taken for stability. Immutable and thread-safe.
 *
 * @param reference values of the reference, at least 2
 * @param window values of a window, at least 2
 * @param level level of the test, between 0 and 1: of a budget, {@link FalseAlarmBudget#level()} by the number of features
 * @param power chance to see the change, between 0 and 1
 */
public record Detectable(long reference, long window, double level, double power) {
    /**
     * Checks.
     *
     * @throws InvalidInputException if a part is out of range
     */
    public Detectable {
        if (reference < 2 || window < 2) {
            throw InvalidInputException.of("values", "are " + reference + " and " + window, "at least 2 each");
        }
        if (!(level > 0 && level < 1 && power > 0 && power < 1)) {
            throw InvalidInputException.of("level and power", "are " + level + " and " + power, "between 0 and 1");
        }
    }

    /**
     * The smallest shift of a mean.
     *
     * @return in standard deviations, by the normal approximation of a two-sided test
     */
    public Estimate meanShift() {
        double z = Normal.upperQuantile(level / 2) + Normal.upperQuantile(1 - power);
        return exact(z * error(), "smallest detectable shift of a mean in standard deviations");
    }

    /**
     * The smallest distance of two distributions that Kolmogorov-Smirnov is sure to see with the power, whatever their
     * shape: the bound {@code 2 exp(-2 l^2)} on the level, and the power at the place of the greatest distance alone.
     *
     * @return the distance, 0 to 1; unknown if not even 1 is seen
     */
    public Estimate ksDistance() {
        double critical = Math.sqrt(-StrictMath.log(level / 2) / 2) * error();
        double distance = critical + Math.max(0, Normal.upperQuantile(1 - power)) * error() / 2;
        return distance > 1
                ? Estimate.notEnoughData(window, "no distance would be seen")
                : exact(distance, "smallest detectable Kolmogorov-Smirnov distance");
    }

    /**
     * The smallest rise of a share, such as that of missing values or of errors.
     *
     * @param share the share in the reference, 0 to 1
     * @return the rise, by the normal approximation of a two-sided test; unknown if not even a rise to 1 is seen
     * @throws InvalidInputException if the share is out of range
     */
    public Estimate rise(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw InvalidInputException.of("share", "is " + share, "0 to 1");
        }
        double low = 0;
        double high = 1 - share;
        if (!seen(share, high)) {
            return Estimate.notEnoughData(window, "no rise would be seen");
        }
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (seen(share, middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return exact(high, "smallest detectable rise of a share");
    }

    private boolean seen(double share, double rise) {
        double now = share + rise;
        double both = (share * reference + now * window) / ((double) reference + window);
        double critical = Normal.upperQuantile(level / 2) * Math.sqrt(both * (1 - both)) * error();
        double spread = Math.sqrt(share * (1 - share) / reference + now * (1 - now) / window);
        return spread == 0 ? rise > critical : Normal.survival((critical - rise) / spread) >= power;
    }

    private double error() {
        return Math.sqrt(1.0 / reference + 1.0 / window);
    }

    private Estimate exact(double value, String method) {
        return Estimate.exact(value, window, method);
    }
}
