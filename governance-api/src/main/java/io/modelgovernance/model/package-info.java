/** How a model is called: scorers, feature schemas and rows. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.model;
