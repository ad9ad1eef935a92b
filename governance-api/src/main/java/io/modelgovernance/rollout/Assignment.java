package io.modelgovernance.rollout;

/**
 * Which arm a subject is in, and why.
 *
 * @param rollout the roll-out
 * @param arm the arm
 * @param bucket where the subject's salted hash lies, at least 0, below 1
 * @param share the share of the challenger; it gets every bucket below
 */
public record Assignment(String rollout, Arm arm, double bucket, double share) {}
