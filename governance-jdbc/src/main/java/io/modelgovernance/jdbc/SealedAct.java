package io.modelgovernance.jdbc;

import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.Sealer;
import java.time.Instant;
import java.util.List;

/**
 * An act that has its place in the journal and is to be written.
 *
 * @param changes what it writes
 * @param position its place
 * @param recordedAt its time, whole microseconds
 * @param sealed its entry
 */
record SealedAct(ChangeSet changes, long position, Instant recordedAt, Sealer.Sealed sealed) {
    /** The records that may have a life to be ended: in a scope that was never written there is none. */
    List<RecordKey> replaced() {
        return changes.puts().stream()
                .map(Put::key)
                .filter(key -> changes.expected().getOrDefault(key.scope(), 0L) > 0)
                .toList();
    }
}
