/** Recalls: from bad data to the versions, aliases, deployments and decisions that came of it. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.recall;
