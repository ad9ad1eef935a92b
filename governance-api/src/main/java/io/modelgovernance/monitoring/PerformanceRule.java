package io.modelgovernance.monitoring;

import io.modelgovernance.EarlierForm;
import io.modelgovernance.InvalidInputException;
import java.util.Locale;

/**
 * A metric of a binary classifier that is watched, realised or expected.
 *
 * <p>Realised is that of the cases whose label has come. Expected (CBPE) needs no label, and is right only as far as the
 * scores are calibrated probabilities. A warning or alarm begins when the whole interval lies beyond the level; the
 * interval's level is the rule's share of the monitor's budget.
 *
 * @param metric which
 * @param expected whether before labels, from the scores themselves; else from labels
 * @param threshold cases of at least this score are selected: 0 to 1, in thousandths; of no meaning for the AUC
 * @param late windows that labels are waited for: what is judged is the window so many before, 0 to 100; 0 if expected
 * @param levels from where on it is a warning and an alarm; falling
 * @param segment the part of the rows, by its name in the monitor; empty for all of them
 */
public record PerformanceRule(
        Metric metric, boolean expected, double threshold, int late, Levels levels, String segment)
        implements FigureRule {
    private static final int GRID = 1_000;

    /** What can be watched. */
    public enum Metric {
        /** Right decisions among all. */
        ACCURACY,
        /** Positives among the selected. */
        PRECISION,
        /** Selected among the positives. */
        RECALL,
        /** Harmonic mean of both. */
        F1,
        /** Area under the ROC curve. */
        AUC
    }

    /**
     * Checks.
     *
     * @throws InvalidInputException if a part is out of range or the levels do not fall
     */
    public PerformanceRule {
        if (!(threshold >= 0 && threshold <= 1) || Math.rint(threshold * GRID) / GRID != threshold) {
            throw InvalidInputException.of("threshold", "is " + threshold, "0 to 1, in thousandths");
        }
        Waiting.require(late);
        if (expected && late > 0) {
            throw InvalidInputException.of("windows that labels are waited for", "are " + late, "none if expected");
        }
        if (!levels.falling()) {
            throw InvalidInputException.of("levels of " + metric, "rise", "falling: less of it is worse");
        }
    }

    /**
     * Of all rows.
     *
     * @param metric which
     * @param expected whether before labels
     * @param threshold cases of at least this score are selected, in thousandths
     * @param late windows that labels are waited for
     * @param levels from where on it is a warning and an alarm
     */
    @EarlierForm
    public PerformanceRule(Metric metric, boolean expected, double threshold, int late, Levels levels) {
        this(metric, expected, threshold, late, levels, "");
    }

    /**
     * Of the cases whose labels have come.
     *
     * @param metric which
     * @param threshold cases of at least this score are selected, in thousandths
     * @param late windows that labels are waited for
     * @param levels from where on it is a warning and an alarm
     * @return the rule
     */
    public static PerformanceRule realised(Metric metric, double threshold, int late, Levels levels) {
        return new PerformanceRule(metric, false, threshold, late, levels);
    }

    /**
     * Before any label has come.
     *
     * @param metric which
     * @param threshold cases of at least this score are selected, in thousandths
     * @param levels from where on it is a warning and an alarm
     * @return the rule
     */
    public static PerformanceRule expected(Metric metric, double threshold, Levels levels) {
        return new PerformanceRule(metric, true, threshold, 0, levels);
    }

    /**
     * The same of a part of the rows.
     *
     * @param part name of a segment of the monitor
     * @return a copy
     */
    public PerformanceRule in(String part) {
        return new PerformanceRule(metric, expected, threshold, late, levels, part);
    }

    /**
     * What it is called in looks and alerts.
     *
     * @return such as {@code accuracy} or {@code expected-accuracy}
     */
    @Override
    public String name() {
        return (expected ? "expected-" : "") + metric.name().toLowerCase(Locale.ROOT);
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
