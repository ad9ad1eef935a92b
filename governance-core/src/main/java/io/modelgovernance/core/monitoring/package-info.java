/** Drift watching on record: frozen references, reports, and what an alarm does. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.monitoring;
