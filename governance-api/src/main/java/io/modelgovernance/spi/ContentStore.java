package io.modelgovernance.spi;

import io.modelgovernance.Digest;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Keeps bytes by their digest: model files, profiles, reports. Thread-safe.
 *
 * <p>Bytes come and go as streams, so that neither side has to hold them. A file system, a bucket of an object store or a
 * table can each be one; {@code ContentContract} of {@code governance-tck} is its contract. One from which what nothing
 * refers to can be removed is a {@link PrunableContentStore}.
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

    /**
     * Opens stored bytes and checks them on the way: at its end the stream throws {@link IntegrityException} instead of
     * ending, unless everything read has the digest. What was read before the end is not yet known to be right.
     *
     * @param digest which bytes
     * @return a stream the caller closes, or empty if they are not stored
     * @throws StoreException if the storage failed
     */
    default Optional<InputStream> openVerified(Digest digest) {
        return open(digest).map(in -> new VerifiedStream(in, digest));
    }
}
