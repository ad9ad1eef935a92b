package io.modelgovernance.jdbc;

import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.Sealer;
import java.time.Instant;

/**
 * An act that has its place in the journal and is to be written.
 *
 * @param changes what it writes
 * @param position its place
 * @param recordedAt its time, whole microseconds
 * @param sealed its entry
 */
record SealedAct(ChangeSet changes, long position, Instant recordedAt, Sealer.Sealed sealed) {}
