/** Standard gates and the evidence they read. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.policy;
