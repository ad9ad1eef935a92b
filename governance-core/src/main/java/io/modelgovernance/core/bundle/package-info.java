/** Bundles: models with their whole history, provable elsewhere. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.bundle;
