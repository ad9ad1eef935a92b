package io.modelgovernance.audit;

import io.modelgovernance.Digest;

/**
 * The state of the audit log at one size, signed, to be kept somewhere else.
 *
 * <p>{@code note} is a C2SP tlog-checkpoint in a signed note: origin, size, root and an Ed25519 signature. Whoever keeps
 * it can later show that the log still begins with the same entries.
 *
 * @param origin name of the log
 * @param size number of entries covered
 * @param root Merkle root over them (RFC 6962)
 * @param note the signed text
 */
public record Checkpoint(String origin, long size, Digest root, String note) {}
