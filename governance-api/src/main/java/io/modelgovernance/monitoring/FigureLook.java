package io.modelgovernance.monitoring;

import io.modelgovernance.EarlierForm;
import io.modelgovernance.Estimate;
import io.modelgovernance.drift.DriftVerdict;

/**
 * What a window said by a rule on performance or on the quality of data.
 *
 * @param kind performance, quality or fairness
 * @param rule name of the rule, such as {@code accuracy} or {@code missing}
 * @param feature of which feature; empty for the window as a whole
 * @param window the window that it is of: of performance by late labels an earlier one than that which was judged
 * @param figure what was seen, with its interval at the rule's share of the budget
 * @param cases cases that were scored; of quality and fairness the rows
 * @param labelled of performance those of them whose label, number or class has come; else 0
 * @param verdict what it says; {@link DriftVerdict#DRIFT} is an alarm
 * @param state what is in force after it: the verdict, or what was in force before if there was too little data
 * @param segment the part of the rows, empty for all of them
 */
public record FigureLook(
        Alert.Kind kind,
        String rule,
        String feature,
        TimeWindow window,
        Estimate figure,
        long cases,
        long labelled,
        DriftVerdict verdict,
        DriftVerdict state,
        String segment) {
    /**
     * Of all rows.
     *
     * @param kind performance, quality or fairness
     * @param rule name of the rule
     * @param feature of which feature
     * @param window the window that it is of
     * @param figure what was seen
     * @param cases cases that were scored
     * @param labelled those of them whose label has come
     * @param verdict what it says
     * @param state what is in force after it
     */
    @EarlierForm
    public FigureLook(
            Alert.Kind kind,
            String rule,
            String feature,
            TimeWindow window,
            Estimate figure,
            long cases,
            long labelled,
            DriftVerdict verdict,
            DriftVerdict state) {
        this(kind, rule, feature, window, figure, cases, labelled, verdict, state, "");
    }

    /**
     * The rule with its feature and segment.
     *
     * @return such as {@code missing of income in young}
     */
    public String name() {
        return Title.of(rule, feature, segment);
    }
}
