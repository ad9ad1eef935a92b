/** The front door and the words every room shares. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance;
