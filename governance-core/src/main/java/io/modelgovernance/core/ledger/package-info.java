/** Acts: what is read and written together, with its audit entry. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.ledger;
