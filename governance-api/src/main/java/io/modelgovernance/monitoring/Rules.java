package io.modelgovernance.monitoring;

import io.modelgovernance.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is watched of a version beside drift.
 *
 * @param performance metrics
 * @param quality what is asked of the data and of the decisions on it
 */
public record Rules(List<PerformanceRule> performance, List<QualityRule> quality) {
    private static final int MOST = 1_000;

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if there are more than 1,000, or two have the same name
     */
    public Rules {
        performance = List.copyOf(performance);
        quality = List.copyOf(quality);
        List<String> names = new ArrayList<>();
        performance.forEach(rule -> names.add(rule.name()));
        quality.forEach(rule -> names.add(rule.name() + " of " + rule.feature()));
        if (names.size() > MOST || names.stream().distinct().count() != names.size()) {
            throw InvalidInputException.of(
                    "rules", "are " + names.size() + " or repeat a name", "at most " + MOST + ", distinct");
        }
    }

    /**
     * How many.
     *
     * @return at least 0
     */
    public int count() {
        return performance.size() + quality.size();
    }

    /**
     * Whether one of them has a meaning only for windows by time.
     *
     * @return true of late labels, rows and age
     */
    public boolean needTime() {
        return performance.stream().anyMatch(rule -> rule.late() > 0)
                || quality.stream().anyMatch(QualityRule::needsTime);
    }
}
