package io.modelgovernance.spi;

import java.util.Optional;

/**
 * Keeps one secret key for each person whose data is kept, so that destroying the key erases the data wherever copies
 * of it lie, backups too.
 *
 * <p>Keep it apart from the database: a key management service, a hardware module, another disk. What is backed up of it
 * is backed up of everybody's data. Thread-safe, and safe for many processes at once where the storage is shared.
 */
public interface SubjectKeys {
    /** Length of a key in bytes: AES-256. */
    int LENGTH = 32;

    /**
     * The key of a subject, made if there is none. Of two who make one at once, both are given the same.
     *
     * @param subject pseudonym
     * @return 32 bytes the caller may wipe
     * @throws io.modelgovernance.StoreException if the storage failed
     */
    byte[] obtain(String subject);

    /**
     * The key of a subject.
     *
     * @param subject pseudonym
     * @return 32 bytes the caller may wipe, or empty if there is none or it was destroyed
     * @throws io.modelgovernance.StoreException if the storage failed
     */
    Optional<byte[]> find(String subject);

    /**
     * Destroys the key of a subject, for good and in all copies; harmless if there is none.
     *
     * @param subject pseudonym
     * @throws io.modelgovernance.StoreException if the storage failed; the key may still be there
     */
    void destroy(String subject);
}
