package io.modelgovernance.core.rules;

import java.util.List;

/** A condition as it was read: tests on facts, joined. */
sealed interface Condition {
    /**
     * A test of one fact.
     *
     * @param op what is compared
     * @param slot the fact
     * @param constants what it is compared with: one number, the members of a set, or nothing
     */
    record Test(Op op, int slot, List<Double> constants) implements Condition {}

    /**
     * All of them.
     *
     * @param parts at least one
     */
    record All(List<Condition> parts) implements Condition {}

    /**
     * One of them.
     *
     * @param parts at least one
     */
    record Any(List<Condition> parts) implements Condition {}

    /**
     * Not it.
     *
     * @param part the condition
     */
    record Not(Condition part) implements Condition {}

    /** What is compared. */
    enum Op {
        LESS,
        AT_MOST,
        GREATER,
        AT_LEAST,
        EQUAL,
        DIFFERENT,
        IN,
        EXISTS
    }

    /** Whether it asks about a fact. */
    default boolean asks(int slot) {
        if (this instanceof Test) {
            return ((Test) this).slot() == slot;
        } else if (this instanceof Not) {
            return ((Not) this).part().asks(slot);
        }
        List<Condition> parts = this instanceof All ? ((All) this).parts() : ((Any) this).parts();
        return parts.stream().anyMatch(part -> part.asks(slot));
    }
}
