/** Every model there is: what it is for, who answers for it, what it depends on, and what of that is on record. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.inventory;
