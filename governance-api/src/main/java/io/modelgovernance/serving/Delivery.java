package io.modelgovernance.serving;

/** Hands the decision records of a model on to a sink, until it is closed. Thread-safe. */
public interface Delivery extends AutoCloseable {
    /**
     * Hands over what is stored now, on this thread.
     *
     * @return how many records the sink took
     * @throws io.modelgovernance.StoreException if the store or the sink failed; nothing is lost
     */
    long deliver();

    /**
     * How many records the sink took since this was opened.
     *
     * @return the number
     */
    long delivered();

    /** Ends delivery once the batch under way is taken. The sink is closed by whoever made it. */
    @Override
    void close();
}
