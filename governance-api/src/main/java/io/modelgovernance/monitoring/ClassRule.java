package io.modelgovernance.monitoring;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import java.util.Locale;

/**
 * How well a model of several classes decides, of the cases whose actual class has come. The classes are those that the
 * monitor names; a decision for another one is wrong, and so is any decision of a case of another one.
 *
 * <p>Accuracy and recall have exact intervals. Those of the two means over classes are by profile likelihood at Chernoff's bound;
 * a rare class widens them. They are approximations, which by simulation begin no more alarms than their share of the budget
 * allows, from about ten cases a class on.
 *
 * @param metric which
 * @param label of {@link Metric#RECALL} the class; else empty
 * @param late windows that actual classes are waited for: what is judged is the window so many before, 0 to 100
 * @param levels from where on it is a warning and an alarm; falling
 * @param segment the part of the rows, by its name in the monitor; empty for all of them
 */
public record ClassRule(Metric metric, String label, int late, Levels levels, String segment) implements FigureRule {
    /** What can be watched. */
    public enum Metric {
        /** Right decisions among all. */
        ACCURACY,
        /** Mean of the classes' F1, each class as heavy as any other, over those that were actual or decided of a case. */
        MACRO_F1,
        /** Mean of the classes' recall, each class as heavy as any other, over those that were actual of a case. */
        BALANCED_ACCURACY,
        /** Right decisions among the cases of one class. */
        RECALL
    }

    /**
     * Checks.
     *
     * @throws InvalidInputException if a class is missing or too much, the wait is out of range or the levels do not fall
     */
    public ClassRule {
        Waiting.require(late);
        if (metric == Metric.RECALL) {
            Names.requireLabel("class of the rule " + metric, label);
        } else if (!label.isEmpty()) {
            throw InvalidInputException.of("class of the rule " + metric, "is " + label, "none: it is of all classes");
        }
        if (!levels.falling()) {
            throw InvalidInputException.of("levels of " + metric, "rise", "falling: less of it is worse");
        }
    }

    /**
     * Of all classes.
     *
     * @param metric any but {@link Metric#RECALL}
     * @param late windows that actual classes are waited for
     * @param levels from where on it is a warning and an alarm
     * @return the rule
     * @throws InvalidInputException as the constructor
     */
    public static ClassRule of(Metric metric, int late, Levels levels) {
        return new ClassRule(metric, "", late, levels, "");
    }

    /**
     * The recall of one class.
     *
     * @param label the class
     * @param late windows that actual classes are waited for
     * @param levels from where on it is a warning and an alarm
     * @return the rule
     * @throws InvalidInputException as the constructor
     */
    public static ClassRule recall(String label, int late, Levels levels) {
        return new ClassRule(Metric.RECALL, label, late, levels, "");
    }

    /**
     * The same of a part of the rows.
     *
     * @param part name of a segment of the monitor
     * @return a copy
     */
    public ClassRule in(String part) {
        return new ClassRule(metric, label, late, levels, part);
    }

    /**
     * What it is called in looks and alerts.
     *
     * @return such as {@code macro-f1} or {@code recall of class fraud}
     */
    @Override
    public String name() {
        String name = metric.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return label.isEmpty() ? name : name + " of class " + label;
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
