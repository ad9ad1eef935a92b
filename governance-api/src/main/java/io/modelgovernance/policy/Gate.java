package io.modelgovernance.policy;

/**
 * One question that must be answered with yes before a version may move on.
 *
 * <p>A gate reads stored evidence and nothing else; it is evaluated inside the act that it guards, so what it read
 * cannot change before the act is committed. Implementations are pure and may be called more than once.
 */
public interface Gate {
    /**
     * The gate's id.
     *
     * @return a short name, stable over releases
     */
    String id();

    /**
     * Answers.
     *
     * @param evidence what is on record
     * @return the answer
     */
    GateResult evaluate(Evidence evidence);
}
