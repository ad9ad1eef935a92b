/** How a challenger comes to decide: beside the champion, for a share, and only if it does no harm. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.rollout;
