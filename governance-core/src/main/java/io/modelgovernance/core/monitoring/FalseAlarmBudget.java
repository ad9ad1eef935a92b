package io.modelgovernance.core.monitoring;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Holm;
import java.util.Arrays;
import java.util.List;

/**
 * One chance of a false alarm for a model and a period, such as 5 % a year, split over every look and every feature.
 *
 * <p>Each look spends an equal share of the chance, and Holm's correction splits it over the features. So the chance of
 * any false alarm in the period is at most the budget, however features, segments and windows depend on each other. A look
 * at which no test had enough data costs nothing. Immutable and thread-safe.
 *
 * @param chance greatest chance of any false alarm in the period, between 0 and 1
 * @param looks planned looks in the period, at least 1
 * @param taken looks that were taken, 0 to {@code looks}
 */
public record FalseAlarmBudget(double chance, int looks, int taken) {
    /**
     * Checks.
     *
     * @throws InvalidInputException if a part is out of range
     */
    public FalseAlarmBudget {
        if (!(chance > 0 && chance < 1)) {
            throw InvalidInputException.of("chance of a false alarm", "is " + chance, "between 0 and 1");
        }
        if (looks < 1 || taken < 0 || taken > looks) {
            throw InvalidInputException.of(
                    "looks", "are " + taken + " of " + looks, "at least 1 planned and no more taken");
        }
    }

    /**
     * What a look found.
     *
     * @param level level of the look: the chance that it raises any false alarm is at most that
     * @param corrected p-values corrected for the number of tests, in the order of the tests; 1 where there was none
     * @param alarms whether each test alarms
     * @param after the budget that is left
     */
    public record Look(double level, List<Double> corrected, List<Boolean> alarms, FalseAlarmBudget after) {
        /** Copies the lists. */
        public Look {
            corrected = List.copyOf(corrected);
            alarms = List.copyOf(alarms);
        }
    }

    /**
     * A budget of which nothing is spent.
     *
     * @param chance greatest chance of any false alarm in the period, between 0 and 1
     * @param looks planned looks in the period, such as 365, at least 1
     * @return the budget
     */
    public static FalseAlarmBudget of(double chance, int looks) {
        return new FalseAlarmBudget(chance, looks, 0);
    }

    /**
     * Level of each look.
     *
     * @return the chance by the number of looks
     */
    public double level() {
        return chance / looks;
    }

    /**
     * Spends a look.
     *
     * @param pValues p-values of the tests at this look; unknown ones do not count
     * @return what it found, and what is left
     * @throws InvalidInputException if all looks are taken
     */
    public Look look(List<Estimate> pValues) {
        double[] known = pValues.stream()
                .filter(Estimate::known)
                .mapToDouble(Estimate::value)
                .toArray();
        if (known.length > 0 && taken == looks) {
            throw InvalidInputException.of("budget", "is spent: " + looks + " looks were planned", "of more looks");
        }
        double[] adjusted = Holm.adjust(known);
        Double[] corrected = new Double[pValues.size()];
        Boolean[] alarms = new Boolean[pValues.size()];
        int at = 0;
        for (int i = 0; i < corrected.length; i++) {
            corrected[i] = pValues.get(i).known() ? adjusted[at++] : 1;
            alarms[i] = corrected[i] <= level();
        }
        FalseAlarmBudget after = known.length > 0 ? new FalseAlarmBudget(chance, looks, taken + 1) : this;
        return new Look(level(), Arrays.asList(corrected), Arrays.asList(alarms), after);
    }
}
