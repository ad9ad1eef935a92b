/** The inventory: declared entries joined with what is on record anyway. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.inventory;
