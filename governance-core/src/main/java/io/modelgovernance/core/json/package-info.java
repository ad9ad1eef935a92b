/** Canonical JSON (RFC 8785) and the codec between records and JSON. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.json;
