/** Whether a model treats groups alike: rates by group from one pass over codes, each difference with its interval. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.fairness;
