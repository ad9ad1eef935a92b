package io.modelgovernance.monitoring;

import io.modelgovernance.InvalidInputException;
import java.util.List;
import java.util.Optional;

/**
 * From what size on a significant change of a feature is a warning or drift, and when that is over.
 *
 * @param index of its values: population stability index; rising, above 0
 * @param shares of the share missing or outside: change of the share; rising, above 0
 * @param byChance if there, takes the place of {@code index}, whose clear levels then count in proportion
 */
public record Sizing(Levels index, Levels shares, Optional<NullLevels> byChance) {
    /**
     * Checks.
     *
     * @throws InvalidInputException if levels fall or are not above 0
     */
    public Sizing {
        for (Levels levels : List.of(index, shares)) {
            if (levels.falling() || !(levels.warningClear() > 0)) {
                throw InvalidInputException.of("levels of a change", "are " + levels, "rising and above 0");
            }
        }
    }

    /**
     * A warning above an index of 0.10 or a change of a share by 0.05, drift above 0.25 or 0.10.
     *
     * @return the sizes
     */
    public static Sizing standard() {
        return new Sizing(Levels.above(0.10, 0.25), Levels.above(0.05, 0.10), Optional.empty());
    }
}
