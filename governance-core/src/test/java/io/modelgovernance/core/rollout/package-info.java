@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.rollout;
