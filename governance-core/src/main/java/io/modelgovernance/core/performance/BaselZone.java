package io.modelgovernance.core.performance;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Binomial;

/**
 * The three zones of the Basel framework's supervisory backtest (MAR32), by the chance of so many exceedances or fewer if
 * the limit is right.
 */
public enum BaselZone {
    /** Below 95 %: nothing speaks against the model. */
    GREEN,
    /** From 95 % to below 99.99 %: a wrong model is likelier than a right one. */
    YELLOW,
    /** From 99.99 %: a right model hardly ever gets here. */
    RED;

    private static final double YELLOW_TAIL = 0.05;
    private static final double RED_TAIL = 0.0001;

    /**
     * The zone.
     *
     * @param exceedances number of periods above the limit, 0 to {@code periods}
     * @param periods number of periods, at least 1; 250 trading days in the framework
     * @param chance promised chance of one, between 0 and 1; 0.01 in the framework
     * @return the zone; with the framework's numbers green up to 4, yellow to 9, red from 10
     * @throws InvalidInputException if an argument is out of range
     */
    public static BaselZone of(long exceedances, long periods, double chance) {
        if (periods < 1 || exceedances < 0 || exceedances > periods) {
            throw InvalidInputException.of("exceedances", "are " + exceedances + " of " + periods, "0 to all periods");
        }
        if (!(chance > 0 && chance < 1)) {
            throw InvalidInputException.of("chance of an exceedance", "is " + chance, "between 0 and 1");
        }
        double more = Binomial.atLeast(exceedances + 1, periods, chance);
        return more > YELLOW_TAIL ? GREEN : more > RED_TAIL ? YELLOW : RED;
    }
}
