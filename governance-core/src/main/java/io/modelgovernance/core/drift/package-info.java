/** Drift tests and monitors on frozen references. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.drift;
