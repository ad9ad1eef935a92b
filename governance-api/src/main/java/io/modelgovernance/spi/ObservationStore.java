package io.modelgovernance.spi;

import io.modelgovernance.StoreException;
import java.util.List;
import java.util.Optional;

/**
 * Keeps observations: batched, many, no lock between writers. Thread-safe.
 */
public interface ObservationStore {
    /**
     * Appends a batch, all or nothing, durable on return.
     *
     * <p>An observation whose stream, writer and sequence are stored already with the same bytes is accepted and not
     * stored twice, so a batch whose answer was lost may be repeated.
     *
     * @param batch the observations
     * @throws io.modelgovernance.ConflictException if a stored one with that key has other bytes, or another one of the
     *     stream has that id; nothing was written
     * @throws StoreException if the storage failed
     */
    void append(List<Observation> batch);

    /**
     * Reads one writer's observations in order.
     *
     * @param stream the stream
     * @param writer the writer
     * @param after sequence to go on after, 0 for the start
     * @param limit at most so many, at least 1
     * @return observations in sequence
     */
    List<Observation> read(String stream, String writer, long after, int limit);

    /**
     * The writers of a stream.
     *
     * @param stream the stream
     * @return their names, sorted
     */
    List<String> writers(String stream);

    /**
     * Finds one by its id.
     *
     * @param stream the stream
     * @param id the id
     * @return it, or empty
     */
    Optional<Observation> find(String stream, String id);
}
