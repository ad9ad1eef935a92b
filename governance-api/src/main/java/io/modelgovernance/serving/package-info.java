/** The guard on the decision path and what it records. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.serving;
