package io.modelgovernance.core.monitoring;

import io.modelgovernance.monitoring.MonitorDefinition;
import io.modelgovernance.monitoring.TimeWindow;
import io.modelgovernance.monitoring.WindowPlan;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.ObservationStore;
import io.modelgovernance.spi.RecordKey;
import java.util.Map;
import java.util.Optional;

/** A window by time. */
record TimeCut(ObservationStore observations, VersionId version, WindowPlan plan, int span, TimeWindow window)
        implements Cut {
    static TimeCut of(ObservationStore observations, MonitorDefinition definition, TimeWindow window) {
        return new TimeCut(observations, definition.version(), definition.windows(), definition.span(), window);
    }

    @Override
    public TimeWindow window(int late) {
        TimeWindow earlier = window;
        for (int i = 0; i < late; i++) {
            earlier = LookKeys.before(plan, earlier);
        }
        return earlier;
    }

    @Override
    public long number() {
        return 0;
    }

    @Override
    public Map<String, Long> upTo() {
        return Map.of();
    }

    @Override
    public RecordKey key() {
        return LookKeys.of(version, window);
    }

    @Override
    public Optional<RecordKey> before() {
        return Optional.of(LookKeys.of(version, window(1)));
    }

    @Override
    public Contributions read(Part part, int late) {
        Contributions.Sum sum = new Contributions.Sum(part);
        TimeWindow one = window(late);
        for (int i = 0; i < span; i++) {
            String stream = Contribution.stream(version, one, part.name());
            sum.add(observations, stream, writer -> 0, writer -> Long.MAX_VALUE);
            one = LookKeys.before(plan, one);
        }
        return sum.total();
    }
}
