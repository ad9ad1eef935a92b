/** Instruments of OpenTelemetry for governed models and their monitors. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.opentelemetry;
