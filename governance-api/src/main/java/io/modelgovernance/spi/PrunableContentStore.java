package io.modelgovernance.spi;

import io.modelgovernance.Digest;
import io.modelgovernance.StoreException;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * A content store from which bytes that nothing refers to can be removed. Who refers to what is not its to know.
 *
 * <p>Safe while others store: content that was stored again after the given moment stays, also if that happens while it
 * is being removed. Thread-safe.
 */
public interface PrunableContentStore extends ContentStore {
    /**
     * Lists what is stored, in no order.
     *
     * @return a lazy stream the caller closes; what is stored or removed meanwhile may or may not be in it
     * @throws StoreException if the storage failed; also while the stream is read
     */
    Stream<StoredContent> list();

    /**
     * Removes content, unless it was last stored at or after a moment.
     *
     * @param digest which
     * @param storedBefore only if it was last stored before this moment, by the storage's clock
     * @return true if this call removed it
     * @throws StoreException if the storage failed
     */
    boolean remove(Digest digest, Instant storedBefore);

    /**
     * Clears away what writers and removers that died have left half done. No whole content is lost by it.
     *
     * @param begunBefore only what was last worked on before this moment, by the storage's clock
     * @return how many remains were cleared
     * @throws StoreException if the storage failed
     */
    int clear(Instant begunBefore);
}
