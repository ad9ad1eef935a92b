/** The Merkle log: hashing, proofs, signed checkpoints, verification. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.audit;
