package io.modelgovernance.core.audit;

import io.modelgovernance.spi.RecordKey;
import java.util.Map;

/**
 * Which key signs the log, on record since it was first changed.
 *
 * @param key the key in use, as text
 * @param former the key before it
 * @param revoked greatest size that each revoked key still proves, by the key's text
 */
public record KeyInUse(String key, String former, Map<String, Long> revoked) {
    static final RecordKey PLACE = new RecordKey("log", "log-key", "key");

    /** Copies the map. */
    public KeyInUse {
        revoked = Map.copyOf(revoked);
    }
}
