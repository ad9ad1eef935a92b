package io.modelgovernance.spi;

import io.modelgovernance.Digest;
import java.time.Instant;

/**
 * Content as a store lists it.
 *
 * @param digest what it is called
 * @param size number of bytes, at least 0
 * @param storedAt when it was last stored, by the storage's clock; storing the same bytes again renews it
 */
public record StoredContent(Digest digest, long size, Instant storedAt) {}
