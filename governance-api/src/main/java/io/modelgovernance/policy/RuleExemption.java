package io.modelgovernance.policy;

import java.time.Instant;

/**
 * An exception from a rule, on record, with an end.
 *
 * @param ruleSet name of the rule set
 * @param rule the rule that does not act
 * @param when the condition on facts under which it does not, in the language of rules
 * @param until the first moment at which it acts again
 * @param reason why, in a sentence
 * @param requestedBy who asked for it
 * @param approvedBy who granted it, somebody else
 */
public record RuleExemption(
        String ruleSet,
        String rule,
        String when,
        Instant until,
        String reason,
        String requestedBy,
        String approvedBy) {}
