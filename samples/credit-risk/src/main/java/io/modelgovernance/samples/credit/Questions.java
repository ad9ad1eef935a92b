package io.modelgovernance.samples.credit;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.risk.Scorecard;
import io.modelgovernance.risk.RiskAnswers;
import java.util.Map;

/** What the risk scorecard asks: answers of people with their reasons, and what was measured. */
final class Questions {
    private Questions() {}

    static RiskAnswers answers(CreditModel model, CreditData data) {
        RiskAnswers answers = RiskAnswers.none()
                .with("purpose", 3, "decides on consumer credit")
                .with("exposure", 2, "under 5 % of the book")
                .with("impact", 3, "a refused credit is hard to reverse")
                .with("reliance", 3, "reviewed by exception")
                .with("method", 2, "generalised linear model")
                .with("explainability", 2, "exact additive explanation")
                .with("data", 2, "governed, minor gaps: missing incomes")
                .with("dependencies", 1, "one source")
                .with("change", 1, "frozen between releases")
                .flagged(Scorecard.CONSEQUENTIAL);
        for (Map.Entry<String, Estimate> measure :
                Uncertainty.of(model, data, Roles.RULE.declineFrom()).entrySet()) {
            answers = answers.measured(measure.getKey(), measure.getValue());
        }
        return answers;
    }
}
