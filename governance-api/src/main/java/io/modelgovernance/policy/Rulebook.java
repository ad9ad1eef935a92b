package io.modelgovernance.policy;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.registry.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The rule sets in force, the exemptions from them, and drafts run over what was recorded before they are adopted.
 *
 * <p>Thread-safe; each call that records is one act with its audit entry.
 */
public interface Rulebook {
    /** Most differences a back-test lists. */
    int MOST_DIFFERENCES = 100_000;

    /**
     * Puts a rule set in force in place of the one of its name.
     *
     * @param actor who
     * @param rules the set; its own tests must pass
     * @param reason why
     * @return the set
     * @throws InvalidInputException if a condition cannot be read or a test fails
     * @throws ConflictException if this version was adopted before
     */
    RuleSet adopt(Actor actor, RuleSet rules, String reason);

    /**
     * The rule set in force.
     *
     * @param name its name
     * @param asOf when
     * @return it, or empty
     */
    Optional<RuleSet> inForce(String name, AsOf asOf);

    /**
     * Grants an exception from a rule.
     *
     * @param approver who grants it, a person and not the one who asked
     * @param requestedBy who asked
     * @param ruleSet name of a set in force
     * @param rule the rule
     * @param when the condition on facts under which it does not act
     * @param until the first moment at which it acts again, after now
     * @param reason why, not empty
     * @return the exemption
     * @throws NotFoundException if there is no such rule
     * @throws ConflictException if the approver asked for it or is no person
     * @throws InvalidInputException if the condition cannot be read, or the end or reason does not fit
     */
    RuleExemption exempt(
            Actor approver, String requestedBy, String ruleSet, String rule, String when, Instant until, String reason);

    /**
     * The exemptions from a rule set.
     *
     * @param ruleSet its name
     * @param asOf when
     * @return exemptions in order of granting, ended ones too
     */
    List<RuleExemption> exemptions(String ruleSet, AsOf asOf);

    /**
     * Runs a draft over the stored decisions of a version. Nothing is recorded.
     *
     * @param draft the draft, over the facts of decisions: {@code score}, its interval's {@code low}, {@code high} and
     *     {@code width}, {@code outcome}, {@code purpose}, {@code caller}, {@code alias}, {@code model}, {@code version},
     *     {@code reasons}, {@code policy}, and the inputs whose values are kept
     * @param version whose decisions
     * @return what would have been otherwise
     * @throws InvalidInputException if a condition cannot be read, or a fact is of another type than the input of its name
     * @throws NotFoundException if there is no such version
     */
    DecisionBackTest backTest(RuleSet draft, VersionId version);

    /**
     * Runs a draft policy over every promotion that was asked for, granted or refused, each on the evidence of its
     * moment. Nothing is recorded.
     *
     * @param draft the draft
     * @param after journal position to begin after, 0 for the start
     * @return what the draft would have answered otherwise, oldest first
     */
    List<PromotionDifference> backTest(Policy draft, long after);
}
