/**
 * Windows of live data counted in the frozen bins of a reference: small values that merge exactly, wherever they were
 * made.
 */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.profile;
