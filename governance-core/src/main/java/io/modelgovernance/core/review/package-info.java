/** Reviews over the ledger and the stored decisions. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.review;
