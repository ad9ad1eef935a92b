/** Statistics as pure functions on primitive arrays. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.stats;
