package io.modelgovernance.core.registry;

import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.spi.RecordKey;
import java.time.Instant;

/**
 * A declared conflict of interest.
 *
 * @param person whose
 * @param reason what it is
 * @param at since when
 */
record Interest(String person, String reason, Instant at) {
    static RecordKey key(String model, String person) {
        return Keys.of(model, Keys.INTEREST, person);
    }
}
