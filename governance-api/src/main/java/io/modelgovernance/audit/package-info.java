/** Proof: the journal as a Merkle log with signed checkpoints. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.audit;
