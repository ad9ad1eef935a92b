package io.modelgovernance.spi;

import io.modelgovernance.Digest;
import io.modelgovernance.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Keeps bytes by their digest: model files, profiles, reports. Thread-safe.
 */
public interface ContentStore {
    /**
     * Stores a stream to its end; storing the same bytes twice is harmless.
     *
     * @param in the bytes; not closed
     * @return their digest
     * @throws IOException if reading {@code in} fails; nothing was stored
     * @throws StoreException if the storage failed
     */
    Digest put(InputStream in) throws IOException;

    /**
     * Opens stored bytes. The caller verifies the digest while reading: a store may have been tampered with.
     *
     * @param digest which bytes
     * @return a stream the caller closes, or empty if they are not stored
     * @throws StoreException if the storage failed
     */
    Optional<InputStream> open(Digest digest);
}
