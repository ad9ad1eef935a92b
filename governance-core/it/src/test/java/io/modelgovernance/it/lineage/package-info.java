/** The lineage on every backend. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.it.lineage;
