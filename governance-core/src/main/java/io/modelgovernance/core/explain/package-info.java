/** Explainers and reason codes. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.explain;
