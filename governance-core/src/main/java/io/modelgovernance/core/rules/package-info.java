/** Rules over typed facts: read, compiled to a flat form, evaluated, tested and run over the past. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.rules;
