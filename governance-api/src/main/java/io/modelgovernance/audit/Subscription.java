package io.modelgovernance.audit;

/** A running delivery of events to a listener. Thread-safe. */
public interface Subscription extends AutoCloseable {
    /**
     * The last position that was delivered.
     *
     * @return the cursor to resume from
     */
    long position();

    /**
     * Ends it: waits until the listener has returned, and then delivers nothing more, so that {@link #position} is final.
     * Not to be called under a lock that the listener takes; the listener itself may call it.
     */
    @Override
    void close();
}
