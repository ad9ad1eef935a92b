package io.modelgovernance.core.audit;

import io.modelgovernance.audit.Checkpoint;
import java.util.Map;
import java.util.TreeMap;

/**
 * A head that witnesses were shown.
 *
 * @param checkpoint the head; its note has the cosignatures that came back
 * @param missing why a witness is not among those that took it, by its name; empty if all did
 */
public record Witnessed(Checkpoint checkpoint, Map<String, String> missing) {
    /** Copies the map. */
    public Witnessed {
        missing = java.util.Collections.unmodifiableMap(new TreeMap<>(missing));
    }
}
