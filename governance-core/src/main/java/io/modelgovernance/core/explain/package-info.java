/** Explainers, importance and reason codes as values and functions: arrays in, results out. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.explain;
