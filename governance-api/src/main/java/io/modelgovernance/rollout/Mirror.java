package io.modelgovernance.rollout;

import io.modelgovernance.Digest;
import io.modelgovernance.Estimate;
import java.time.Instant;

/**
 * Past decisions made by the challenger: a summary.
 *
 * @param at when
 * @param by who had it done
 * @param cases how many
 * @param changes share whose outcome would have been another
 * @param results digest of every outcome and score in order
 */
public record Mirror(Instant at, String by, long cases, Estimate changes, Digest results) {}
