/** Lineage in other tools' words: OpenLineage in and out, W3C PROV-JSON, GraphML and DOT out. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.exchange;
