package io.modelgovernance.audit;

import io.modelgovernance.Digest;
import java.util.List;

/**
 * Proof that the log at a greater size begins with the log at a smaller one (RFC 6962 section 2.1.2).
 *
 * @param from the smaller size, at least 1
 * @param to the greater size
 * @param path the proof's hashes
 */
public record ConsistencyProof(long from, long to, List<Digest> path) {
    /** Copies the path. */
    public ConsistencyProof {
        path = List.copyOf(path);
    }
}
