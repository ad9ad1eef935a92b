/** Directed graphs of integers in compressed arrays, and questions about them; pure computation. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.lineage.graph;
