package io.modelgovernance.review;

import io.modelgovernance.Names;
import io.modelgovernance.serving.DecisionRecord;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * A reason why a person should look at a decision, such as an amount or a drift alarm.
 *
 * @param name its name on record
 * @param applies whether a decision is meant; pure
 */
public record ReviewRule(String name, Predicate<DecisionRecord> applies) {
    /** Checks the name. */
    public ReviewRule {
        Names.requireLabel("review rule", name);
        Objects.requireNonNull(applies, "applies");
    }
}
