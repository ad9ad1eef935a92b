package io.modelgovernance.monitoring;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.drift.DriftVerdict;

/**
 * Beyond what a figure is a warning or an alarm, and back to where it has to go before that is over, so that a figure which
 * lies about a level does not raise and end an alarm in turns.
 *
 * @param falling whether a figure is worse the smaller it is, such as an accuracy; else the greater, such as a distance
 * @param warning beyond it a figure is a warning
 * @param alarm beyond it a figure is an alarm; not on the better side of the warning
 * @param warningClear a warning lasts while the figure lies beyond it; not on the worse side of the warning
 * @param alarmClear an alarm lasts while the figure lies beyond it; between the alarm and {@code warningClear}
 */
public record Levels(boolean falling, double warning, double alarm, double warningClear, double alarmClear) {
    /**
     * Checks.
     *
     * @throws InvalidInputException if a level is not finite, or they are out of order
     */
    public Levels {
        boolean finite = Double.isFinite(warning) && Double.isFinite(alarm);
        boolean ordered = !beyond(falling, warning, alarm)
                && !beyond(falling, warningClear, warning)
                && !beyond(falling, alarmClear, alarm)
                && !beyond(falling, warningClear, alarmClear);
        if (!finite || !Double.isFinite(warningClear) || !Double.isFinite(alarmClear) || !ordered) {
            throw InvalidInputException.of(
                    "levels",
                    "are " + warning + " and " + alarm + ", clear at " + warningClear + " and " + alarmClear,
                    "finite, the alarm at least as bad as the warning, and none clear beyond where it begins");
        }
    }

    /**
     * Of a figure that is worse the greater it is. A warning or alarm is over as soon as its level is not exceeded.
     *
     * @param warning above it a figure is a warning
     * @param alarm above it a figure is an alarm
     * @return the levels
     */
    public static Levels above(double warning, double alarm) {
        return new Levels(false, warning, alarm, warning, alarm);
    }

    /**
     * Of a figure that is worse the smaller it is. A warning or alarm is over as soon as its level is reached again.
     *
     * @param warning below it a figure is a warning
     * @param alarm below it a figure is an alarm
     * @return the levels
     */
    public static Levels below(double warning, double alarm) {
        return new Levels(true, warning, alarm, warning, alarm);
    }

    /**
     * Says back to where a figure has to go.
     *
     * @param afterWarning a warning lasts while the figure lies beyond it
     * @param afterAlarm an alarm lasts while the figure lies beyond it
     * @return a copy
     */
    public Levels clear(double afterWarning, double afterAlarm) {
        return new Levels(falling, warning, alarm, afterWarning, afterAlarm);
    }

    /**
     * What a figure says.
     *
     * @param shown the figure by which a warning or alarm begins: its interval's better end, so that chance begins none
     * @param figure the figure by which one that is in force lasts
     * @param before what is in force
     * @return stable, a warning or an alarm ({@link DriftVerdict#DRIFT})
     */
    public DriftVerdict of(double shown, double figure, DriftVerdict before) {
        boolean alarmed = before == DriftVerdict.DRIFT;
        boolean warned = alarmed || before == DriftVerdict.WARNING;
        if (beyond(falling, shown, alarm) || (alarmed && beyond(falling, figure, alarmClear))) {
            return DriftVerdict.DRIFT;
        }
        return beyond(falling, shown, warning) || (warned && beyond(falling, figure, warningClear))
                ? DriftVerdict.WARNING
                : DriftVerdict.STABLE;
    }

    /**
     * How far a figure lies on the worse side of the warning.
     *
     * @param figure the figure
     * @return at least 0
     */
    public double excess(double figure) {
        return Math.max(0, falling ? warning - figure : figure - warning);
    }

    private static boolean beyond(boolean falling, double figure, double level) {
        return falling ? figure < level : figure > level;
    }
}
