package io.modelgovernance.policy;

import java.util.Map;

/**
 * A policy engine of another make that is asked for a verdict, such as one that reads Rego or Cedar.
 *
 * <p>It is asked inside the act that its answer guards, perhaps more than once, so it must be quick and have no other
 * effect. If it throws, there is no evidence, and the act is refused. Implementations are thread-safe.
 */
@FunctionalInterface
public interface DecisionPoint {
    /**
     * Asks.
     *
     * @param question what is asked, such as the gate's id
     * @param facts what is known: numbers as {@code Double}, texts as {@code String}, truths as {@code Boolean}; what is
     *     unknown is left out
     * @return the answer
     */
    Answer ask(String question, Map<String, Object> facts);

    /**
     * An answer.
     *
     * @param verdict the verdict
     * @param reason one sentence that a reader of the audit log understands, with the other engine's policy version
     */
    record Answer(Verdict verdict, String reason) {}
}
