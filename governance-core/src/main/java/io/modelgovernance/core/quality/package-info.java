/** Whether data is fit to be decided on: what a table seems to hold, and whether a window keeps what was agreed. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.quality;
