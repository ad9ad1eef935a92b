package io.modelgovernance.audit;

import io.modelgovernance.Digest;
import java.util.List;

/**
 * Proof that one entry is part of the log at one size (RFC 6962 section 2.1.1).
 *
 * @param position the entry's position, from 1
 * @param size size of the log the proof is for
 * @param leaf hash of the entry
 * @param path sibling hashes from the leaf up
 */
public record InclusionProof(long position, long size, Digest leaf, List<Digest> path) {
    /** Copies the path. */
    public InclusionProof {
        path = List.copyOf(path);
    }
}
