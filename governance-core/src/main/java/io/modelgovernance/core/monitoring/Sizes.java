package io.modelgovernance.core.monitoring;

import io.modelgovernance.core.drift.NullThreshold;
import io.modelgovernance.core.stats.PopulationStability;
import io.modelgovernance.drift.FeatureProfile;
import io.modelgovernance.monitoring.Levels;
import io.modelgovernance.monitoring.MonitorDefinition;
import io.modelgovernance.monitoring.NullLevels;
import java.util.List;

/** What size of a change of a feature's values is a warning or drift: fixed, or by windows drawn from the reference. */
final class Sizes {
    private Sizes() {}

    static Levels of(MonitorDefinition definition, FeatureProfile reference, long window) {
        Levels fixed = definition.sizing().index();
        if (definition.sizing().byChance().isEmpty()) {
            return fixed;
        }
        NullLevels chance = definition.sizing().byChance().get();
        List<NullThreshold> drawn = NullThreshold.ofCounts(
                reference.binCounts().stream().mapToLong(Long::longValue).toArray(),
                window,
                (before, now) -> PopulationStability.index(before, now).value(),
                List.of(chance.warning(), chance.alarm()),
                chance.draws(),
                chance.seed());
        double alarm = drawn.get(1).threshold();
        double warning = drawn.get(0).threshold();
        double alarmClear = alarm * (fixed.alarmClear() / fixed.alarm());
        double warningClear = Math.min(alarmClear, warning * (fixed.warningClear() / fixed.warning()));
        return Levels.above(warning, alarm).clear(warningClear, alarmClear);
    }
}
