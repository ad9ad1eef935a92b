package io.modelgovernance.monitoring;

/**
 * One figure that is watched of each window beside drift: a metric of the model, or what is asked of its data and decisions. A
 * warning or alarm begins when the figure's whole interval lies beyond the level; the interval is at the rule's share of the
 * monitor's budget. Immutable and thread-safe.
 */
public sealed interface FigureRule permits PerformanceRule, RegressionRule, ClassRule, QualityRule {
    /**
     * What it is called in looks and alerts.
     *
     * @return such as {@code accuracy}
     */
    String name();

    /**
     * Of which feature it is.
     *
     * @return the feature, empty if it is of the window as a whole
     */
    String feature();

    /**
     * Of which part of the rows it is.
     *
     * @return the name of a segment of the monitor, empty for all rows
     */
    String segment();

    /**
     * How long it waits for what becomes known late.
     *
     * @return windows: what is judged is the window so many before; 0 if it does not wait
     */
    int late();

    /**
     * From where on it is a warning and an alarm.
     *
     * @return the levels
     */
    Levels levels();

    /**
     * What an alert of it is about.
     *
     * @return performance, quality or fairness
     */
    Alert.Kind kind();

    /**
     * Its name with its feature and segment, by which it is told from the other rules of a monitor.
     *
     * @return such as {@code missing of income in young}
     */
    default String title() {
        return Title.of(name(), feature(), segment());
    }
}
