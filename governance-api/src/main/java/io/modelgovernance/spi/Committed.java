package io.modelgovernance.spi;

import java.time.Instant;

/**
 * The result of a commit.
 *
 * @param position the journal position of the act
 * @param recordedAt when it was recorded
 * @param repeated true if this act id had been committed before and nothing was written now
 */
public record Committed(long position, Instant recordedAt, boolean repeated) {}
