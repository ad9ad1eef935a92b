/** Rules of regulators as data, and what on record is evidence for them. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.rulepack;
