/** Roll-outs over the ledger, the guard and the observations. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.rollout;
