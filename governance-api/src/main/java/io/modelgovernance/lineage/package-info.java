/** Where a model came from and what it touched. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.lineage;
