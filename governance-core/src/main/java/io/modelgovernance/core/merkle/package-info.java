/** The Merkle tree of RFC 6962: hashing, proofs and their verification. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.merkle;
