package io.modelgovernance.monitoring;

import io.modelgovernance.InvalidInputException;

/** How many windows a rule may wait for what becomes known late. */
final class Waiting {
    static final int MOST = 100;

    private Waiting() {}

    static void require(int late) {
        if (late < 0 || late > MOST) {
            throw InvalidInputException.of("windows that labels are waited for", "are " + late, "0 to " + MOST);
        }
    }
}
