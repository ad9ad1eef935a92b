/**
 * Whether rows as a whole have changed: shifts of how features go together, which no test of one feature can see.
 */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.multivariate;
