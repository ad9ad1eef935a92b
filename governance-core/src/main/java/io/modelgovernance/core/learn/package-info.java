/** A small learner for what monitoring has to learn by itself: who is of the window, and how wrong a model is where. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.learn;
