package io.modelgovernance.review;

/**
 * What came of looking for cases.
 *
 * @param read how many decisions were read
 * @param queued how many cases were queued
 * @param full whether a case found no room; it and all after it are read again next time
 */
public record ReviewIntake(long read, int queued, boolean full) {}
