package io.modelgovernance.audit;

import java.util.OptionalLong;

/**
 * A key of the log and what it is good for.
 *
 * @param key the key
 * @param from the entry that introduced it: it signs heads of this size and greater, until the next key; 0 for the
 *     first key
 * @param revokedAfter if it was revoked, the greatest size whose heads it still proves
 */
public record LogKey(VerifierKey key, long from, OptionalLong revokedAfter) {}
