/** People look at decisions: those they have to make, and some of those the model made. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.review;
