package io.modelgovernance.inventory;

import io.modelgovernance.Digest;
import java.time.Instant;

/**
 * Somebody's word that the inventory is complete and true.
 *
 * @param by who
 * @param at when
 * @param models how many models it held
 * @param lines digest of its lines as they were
 * @param incomplete how many lines missed a field
 * @param statement his words
 */
public record Attestation(String by, Instant at, int models, Digest lines, int incomplete, String statement) {}
