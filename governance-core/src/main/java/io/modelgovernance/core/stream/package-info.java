/** Detectors that look at one value after the other in constant or logarithmic memory, and whose state can be stored. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.stream;
