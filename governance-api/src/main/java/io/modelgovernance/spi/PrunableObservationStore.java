package io.modelgovernance.spi;

/** A store of observations from which some can be removed for good. Which may be is not its to know. Thread-safe. */
public interface PrunableObservationStore extends ObservationStore {
    /**
     * A store as one that can remove some.
     *
     * @param store the store
     * @return the same
     * @throws UnsupportedOperationException if it cannot
     */
    static PrunableObservationStore of(ObservationStore store) {
        if (store instanceof PrunableObservationStore prunable) {
            return prunable;
        }
        throw new UnsupportedOperationException("The store of observations (" + store.getClass()
                + ") must be able to remove some. Maybe it is a wrapper that cannot.");
    }

    /**
     * Removes a run of one writer's observations; those that are gone already do no harm.
     *
     * @param stream the stream
     * @param writer the writer
     * @param from first sequence
     * @param to last sequence
     * @return how many this call removed
     * @throws io.modelgovernance.StoreException if the storage failed; the call may be made again
     * @throws UnsupportedOperationException if this wraps a store that cannot
     */
    int prune(String stream, String writer, long from, long to);
}
