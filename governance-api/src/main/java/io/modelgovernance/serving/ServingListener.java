package io.modelgovernance.serving;

import io.modelgovernance.Verdict;

/**
 * Hears what a governed model does, for an application's metrics. Called on the decision path or on background threads;
 * quick, thread-safe, and must not throw.
 */
public interface ServingListener {
    /** How the store has been answering. */
    enum Store {
        /** It answers. */
        ANSWERS,
        /** It did not answer; it is asked again after a pause. */
        FAILS
    }

    /**
     * A call was answered.
     *
     * @param verdict what became of it
     * @param nanos how long it took
     */
    default void answered(Verdict verdict, long nanos) {}

    /**
     * Records of decisions that were made will be missing from the log.
     *
     * @param records how many
     * @param reason why
     */
    default void lost(long records, Tally.Reason reason) {}

    /**
     * The store's state changed.
     *
     * @param state its state now
     */
    default void store(Store state) {}
}
