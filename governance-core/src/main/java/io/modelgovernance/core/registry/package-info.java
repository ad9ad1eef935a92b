/** The registry engine. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.registry;
