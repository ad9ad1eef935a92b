/** How recorded decisions turned out, on record, with the rating that follows. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.outcome;
