/** How much could go wrong and how sure we are: tiers, findings, validation. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.risk;
