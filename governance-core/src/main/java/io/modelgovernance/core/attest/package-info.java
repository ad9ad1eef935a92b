/** Signed statements about models: in-toto statements in DSSE envelopes. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.attest;
