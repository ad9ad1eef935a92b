package io.modelgovernance.spi;

/**
 * Is told about every call to a store, to be counted and timed by whatever the application measures with.
 *
 * <p>Called on the caller's thread after the call, so it must be quick and must not throw. Thread-safe.
 */
@FunctionalInterface
public interface StoreMeter {
    /**
     * A call has ended.
     *
     * @param operation what was called: {@code commit}, {@code append}, {@code search} and so on, the method's name
     * @param nanos how long it took, in nanoseconds
     * @param outcome how it ended
     */
    void ended(String operation, long nanos, Outcome outcome);

    /** How a call ended. */
    enum Outcome {
        /** It returned. */
        DONE,
        /** Another act came first, and this one is to be repeated: contention, no failure. */
        STALE,
        /** It failed, and nothing was written. */
        FAILED,
        /** It failed, and whether something was written is not known. */
        UNKNOWN
    }
}
