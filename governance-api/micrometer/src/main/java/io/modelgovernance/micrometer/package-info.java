/** Meters of Micrometer for governed models and their store. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.micrometer;
