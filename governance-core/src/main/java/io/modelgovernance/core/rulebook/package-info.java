/** The rulebook: rule sets in force, exemptions, and drafts run over what was recorded. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.rulebook;
