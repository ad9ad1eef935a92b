/** Simpler stand-ins for a model: surrogate trees, anchors and similar cases. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.surrogate;
