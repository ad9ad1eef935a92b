/** Stand-ins for models that are known. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.surrogate;
