package io.modelgovernance.core.performance;

/**
 * Cases whose score lies in one thousandth of 0 to 1.
 *
 * @param at which thousandth, 0 to 999: scores of at least {@code at / 1000.0}; 1 belongs to the last
 * @param scored cases scored
 * @param positive cases whose label came and is positive
 * @param negative cases whose label came and is negative
 */
public record ScoreBin(int at, long scored, long positive, long negative) {}
