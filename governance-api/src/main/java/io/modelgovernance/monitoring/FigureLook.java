package io.modelgovernance.monitoring;

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
 * @param labelled of performance those of them whose label has come; else 0
 * @param verdict what it says; {@link DriftVerdict#DRIFT} is an alarm
 * @param state what is in force after it: the verdict, or what was in force before if there was too little data
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
        DriftVerdict state) {
    /**
     * The rule and its feature.
     *
     * @return such as {@code missing of income}
     */
    public String name() {
        return feature.isEmpty() ? rule : rule + " of " + feature;
    }
}
