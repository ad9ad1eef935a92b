/** The guard and the decision writer. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.serving;
