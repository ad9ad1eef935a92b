package io.modelgovernance.monitoring;

import io.modelgovernance.Estimate;

/**
 * What a monitor would see with a chance of 80 %, said before it is switched on, so that silence is not taken for
 * stability.
 *
 * @param level level of each test: the budget split over windows and, at worst, over all tests of a window
 * @param tests tests of a window
 * @param meanShift smallest shift of a mean, in standard deviations; unknown if none would be seen
 * @param distance smallest Kolmogorov-Smirnov distance, whatever the shape; unknown if none would be seen
 * @param missingRise smallest rise of a share of missing values from nothing; unknown if none would be seen
 */
public record MonitorPower(double level, int tests, Estimate meanShift, Estimate distance, Estimate missingRise) {}
