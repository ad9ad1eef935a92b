/** The engine that joins the rooms; applications wire it. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core;
