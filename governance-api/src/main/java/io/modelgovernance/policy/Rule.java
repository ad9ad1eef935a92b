package io.modelgovernance.policy;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;

/**
 * One rule: when a condition on facts holds, it has an effect.
 *
 * <p>The condition is written {@code amount > 50000 and purpose in ('car', 'home') and not (income exists)}:
 * comparisons {@code = != < <= > >=}, {@code in}, {@code exists}, joined by {@code and}, {@code or}, {@code not} and
 * parentheses; texts in single quotes, numbers, {@code true} and {@code false}. A condition on a fact that is unknown
 * is neither true nor false: a rule that denies or refers then acts, for the unknown never passes, and one that permits
 * does not.
 *
 * @param id its name, unique in its set
 * @param effect what it does
 * @param mode whether it acts
 * @param when the condition
 * @param because what people are told, a sentence
 */
public record Rule(String id, Effect effect, Mode mode, String when, String because) {
    /** How far a rule is rolled out. */
    public enum Mode {
        /** It is only noted that it would have acted. */
        OBSERVE,
        /** The caller is warned, nothing else. */
        WARN,
        /** It acts. */
        ENFORCE
    }

    /**
     * Checks.
     *
     * @throws InvalidInputException if the id is not a name or the condition is empty
     */
    public Rule {
        Names.require("rule", id);
        if (when.isBlank()) {
            throw InvalidInputException.of("condition of rule " + id, "is empty", "such as amount > 50000");
        }
    }

    /**
     * A rule that denies.
     *
     * @param id its name
     * @param when the condition
     * @param because what people are told
     * @return the rule, enforced
     */
    public static Rule deny(String id, String when, String because) {
        return new Rule(id, Effect.DENY, Mode.ENFORCE, when, because);
    }

    /**
     * A rule that refers to a person.
     *
     * @param id its name
     * @param when the condition
     * @param because what people are told
     * @return the rule, enforced
     */
    public static Rule refer(String id, String when, String because) {
        return new Rule(id, Effect.REFER, Mode.ENFORCE, when, because);
    }

    /**
     * A rule that permits; it matters where the set otherwise refers or denies.
     *
     * @param id its name
     * @param when the condition
     * @param because what people are told
     * @return the rule, enforced
     */
    public static Rule permit(String id, String when, String because) {
        return new Rule(id, Effect.PERMIT, Mode.ENFORCE, when, because);
    }

    /**
     * The same rule, rolled out so far.
     *
     * @param so how far
     * @return a copy
     */
    public Rule in(Mode so) {
        return new Rule(id, effect, so, when, because);
    }
}
