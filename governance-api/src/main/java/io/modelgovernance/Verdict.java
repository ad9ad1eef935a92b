package io.modelgovernance;

import io.modelgovernance.serving.Cause;
import java.util.List;
import java.util.function.Function;

/**
 * What became of one call of a governed model: a decision, or a refusal.
 *
 * <p>Sealed, and nothing but a decision that the model made carries a score: there is no way to take a prediction out
 * of a verdict without asking first which verdict it is. Immutable.
 */
public sealed interface Verdict permits Decision, Refusal {
    /**
     * The id of the call; its record, if one is kept, is found by it.
     *
     * @return the id
     */
    String id();

    /**
     * What the checks found, whether or not it changed anything.
     *
     * @return the findings, empty if every check passed
     */
    List<Cause> causes();

    /**
     * Answers for each kind of verdict.
     *
     * @param decided what to make of a decision
     * @param refused what to make of a refusal
     * @param <T> what is made
     * @return what the matching function returned
     */
    <T> T fold(Function<? super Decision, ? extends T> decided, Function<? super Refusal, ? extends T> refused);

    /**
     * The decision.
     *
     * @return it
     * @throws RefusedException if there is none
     */
    Decision orThrow();
}
