package io.modelgovernance.core.audit;

import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.Discontinuity;
import io.modelgovernance.audit.LogKey;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An exported log that was found intact.
 *
 * @param checkpoint its checkpoint
 * @param keys the keys it was signed with, the trusted one first
 * @param discontinuities the breaks it declares, in order
 * @param cosigned which of the wanted witnesses cosigned the checkpoint, by their keys as text, and when
 */
public record Verified(
        Checkpoint checkpoint, List<LogKey> keys, List<Discontinuity> discontinuities, Map<String, Instant> cosigned) {
    /** Copies the collections. */
    public Verified {
        keys = List.copyOf(keys);
        discontinuities = List.copyOf(discontinuities);
        cosigned = Collections.unmodifiableMap(new TreeMap<>(cosigned));
    }
}
