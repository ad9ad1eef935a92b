/** The lineage engine. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.lineage;
