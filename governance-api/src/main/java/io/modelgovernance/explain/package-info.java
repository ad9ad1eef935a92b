/** Why a model decided so: attributions, importance and reason codes. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.explain;
