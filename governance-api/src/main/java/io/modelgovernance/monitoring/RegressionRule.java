package io.modelgovernance.monitoring;

import io.modelgovernance.InvalidInputException;
import java.util.Locale;

/**
 * How far a model that predicts numbers is off, of the cases whose actual number has come. All metrics are in the unit of what
 * is predicted, and worse the greater they are.
 *
 * <p>Intervals take the mean of the errors, of their sizes or of their squares as about normal (Student's t), which is exact for
 * the bias of normal errors and else the better the more cases there are. Where sizes have a long right tail, as those of normal
 * errors and of ones with heavier tails do, sizes and squares begin fewer false alarms than their share of the budget allows. A
 * bias of errors that are skewed may begin more, and so may sizes that are nearly all alike but for a few small ones: with few
 * cases many times as many.
 *
 * @param metric which
 * @param late windows that actual numbers are waited for: what is judged is the window so many before, 0 to 100
 * @param levels from where on it is a warning and an alarm; rising and above 0
 * @param segment the part of the rows, by its name in the monitor; empty for all of them
 */
public record RegressionRule(Metric metric, int late, Levels levels, String segment) implements FigureRule {
    /** What can be watched. */
    public enum Metric {
        /** Mean of the sizes of the errors. */
        MEAN_ABSOLUTE_ERROR,
        /** Root of the mean of the squared errors. */
        ROOT_MEAN_SQUARED_ERROR,
        /** Size of the mean error: of too much and of too little alike. */
        BIAS
    }

    /**
     * Checks.
     *
     * @throws InvalidInputException if the wait is out of range or the levels fall or are not above 0
     */
    public RegressionRule {
        Waiting.require(late);
        if (levels.falling() || !(levels.warningClear() > 0)) {
            throw InvalidInputException.of(
                    "levels of " + metric, "are " + levels, "rising and above 0: more of it is worse");
        }
    }

    /**
     * Of all rows.
     *
     * @param metric which
     * @param late windows that actual numbers are waited for
     * @param levels from where on it is a warning and an alarm
     * @return the rule
     * @throws InvalidInputException as the constructor
     */
    public static RegressionRule of(Metric metric, int late, Levels levels) {
        return new RegressionRule(metric, late, levels, "");
    }

    /**
     * The same of a part of the rows.
     *
     * @param part name of a segment of the monitor
     * @return a copy
     */
    public RegressionRule in(String part) {
        return new RegressionRule(metric, late, levels, part);
    }

    /**
     * What it is called in looks and alerts.
     *
     * @return such as {@code mean-absolute-error}
     */
    @Override
    public String name() {
        return metric.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String feature() {
        return "";
    }

    @Override
    public Alert.Kind kind() {
        return Alert.Kind.PERFORMANCE;
    }
}
