/** Governance storage in memory, for tests and small tools. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.inmemory;
