package io.modelgovernance.registry;

import io.modelgovernance.Digest;
import io.modelgovernance.audit.Checkpoint;

/**
 * A model's history outside of a registry.
 *
 * @param model the model
 * @param digest digest of the bundle's manifest, which pins every byte
 * @param checkpoint the origin's log, as it stood; its proofs lead to this
 * @param entries number of journal entries
 * @param records number of record bodies
 * @param contents number of files and other contents
 */
public record HistoryBundle(
        String model, Digest digest, Checkpoint checkpoint, long entries, long records, int contents) {}
