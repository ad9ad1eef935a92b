package io.modelgovernance.monitoring;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.registry.VersionId;

/**
 * How a version is watched. Each change is a new revision; what was judged names the one it was judged by.
 *
 * <p>The chance of a false alarm is one for all features, tests and windows of a year: a window spends its share of it,
 * and Holm's correction splits that over the tests. So whatever depends on whatever, a version that does not change raises
 * any alarm in a year with at most this chance.
 *
 * @param version the version that is watched; its reference must be frozen
 * @param windows how time is cut
 * @param minimum least number of values of a feature, in a window and in the reference, for a verdict, at least 2
 * @param chance greatest chance of any false alarm in a year, between 0 and 1
 * @param warning population stability index from which on a significant change is a warning, above 0
 * @param alarm population stability index from which on it is drift, at least {@code warning}
 * @param confirm windows one after the other in which a feature must drift before there is an alert, 1 to 100
 * @param revision number of the revision, 0 until it is on record
 */
public record MonitorDefinition(
        VersionId version,
        WindowPlan windows,
        int minimum,
        double chance,
        double warning,
        double alarm,
        int confirm,
        int revision) {
    private static final int MINIMUM = 50;
    private static final double CHANCE = 0.05;
    private static final double WARNING = 0.10;
    private static final double ALARM = 0.25;
    private static final int MOST_CONFIRMING = 100;

    /**
     * Checks.
     *
     * @throws InvalidInputException if a number is out of range
     */
    public MonitorDefinition {
        if (minimum < 2) {
            throw InvalidInputException.of("least number of values", "is " + minimum, "at least 2");
        }
        if (!(chance > 0 && chance < 1)) {
            throw InvalidInputException.of("chance of a false alarm", "is " + chance, "between 0 and 1");
        }
        if (!(warning > 0 && alarm >= warning && alarm < Double.POSITIVE_INFINITY)) {
            throw InvalidInputException.of(
                    "warning and alarm",
                    "are " + warning + " and " + alarm,
                    "above 0, the alarm not below the warning");
        }
        if (confirm < 1 || confirm > MOST_CONFIRMING) {
            throw InvalidInputException.of("windows to confirm", "are " + confirm, "1 to " + MOST_CONFIRMING);
        }
    }

    /**
     * With 50 values at least, a chance of 5 % a year, warning from 0.10, drift from 0.25, alert at the first window.
     *
     * @param version the version that is watched
     * @param windows how time is cut
     * @return a definition
     */
    public static MonitorDefinition of(VersionId version, WindowPlan windows) {
        return new MonitorDefinition(version, windows, MINIMUM, CHANCE, WARNING, ALARM, 1, 0);
    }

    /**
     * Changes the budget.
     *
     * @param aYear greatest chance of any false alarm in a year, between 0 and 1
     * @return a copy
     */
    public MonitorDefinition chance(double aYear) {
        return new MonitorDefinition(version, windows, minimum, aYear, warning, alarm, confirm, revision);
    }

    /**
     * Changes how many windows confirm an alert.
     *
     * @param inARow windows one after the other
     * @return a copy
     */
    public MonitorDefinition confirm(int inARow) {
        return new MonitorDefinition(version, windows, minimum, chance, warning, alarm, inARow, revision);
    }

    /**
     * Changes how many values it takes.
     *
     * @param values least number of values
     * @return a copy
     */
    public MonitorDefinition minimum(int values) {
        return new MonitorDefinition(version, windows, values, chance, warning, alarm, confirm, revision);
    }

    /**
     * The level of one window.
     *
     * @return the chance, split over the windows of a year
     */
    public double level() {
        return chance / windows.aYear();
    }
}
