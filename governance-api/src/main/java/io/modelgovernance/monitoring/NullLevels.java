package io.modelgovernance.monitoring;

import io.modelgovernance.InvalidInputException;

/**
 * Sizes of change set by what comes about by chance: windows of the same size are drawn from the frozen reference, and a size
 * that few of them reach is a warning or an alarm. So small windows need a greater change than great ones, which a fixed
 * level does not ask for.
 *
 * @param warning share of windows without change whose size is beyond the warning, between 0 and 1
 * @param alarm share beyond the alarm, between 0 and {@code warning}
 * @param draws windows drawn, at least {@code 1 / alarm - 1} so that there is an alarm at all, at most 10,000
 * @param seed of the draws, so that a verdict comes out the same whoever repeats it
 */
public record NullLevels(double warning, double alarm, int draws, long seed) {
    private static final int MOST = 10_000;

    /**
     * Checks.
     *
     * @throws InvalidInputException if a part is out of range
     */
    public NullLevels {
        if (!(alarm > 0 && warning >= alarm && warning < 1)) {
            throw InvalidInputException.of(
                    "shares beyond warning and alarm",
                    "are " + warning + " and " + alarm,
                    "between 0 and 1, the alarm not above the warning");
        }
        if (draws > MOST || (draws + 1) * alarm < 1) {
            throw InvalidInputException.of(
                    "number of draws", "is " + draws, "at least " + (1 / alarm - 1) + " and at most " + MOST);
        }
    }
}
