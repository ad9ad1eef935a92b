/** Documents made from records: self-contained pages that people read. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.evidence;
