package io.modelgovernance.core.monitoring;

import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.monitoring.Alert;
import io.modelgovernance.monitoring.FeatureLook;
import io.modelgovernance.monitoring.Look;
import io.modelgovernance.monitoring.MonitorDefinition;
import io.modelgovernance.monitoring.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens and continues alerts in the act that judges a window. */
final class AlertBook {
    /** How long an alert may lie before it is escalated. */
    static final Duration PATIENCE = Duration.ofHours(24);

    private final Act act;
    private final Look look;
    private final MonitorDefinition definition;

    AlertBook(Act act, Look look, MonitorDefinition definition) {
        this.act = act;
        this.look = look;
        this.definition = definition;
    }

    /** Whether a new alert was opened. */
    boolean open() {
        List<String> drifting = drifting(look);
        if (drifting.isEmpty()) {
            return false;
        }
        List<Alert> known =
                act.list(Alert.class, Keys.ALERT, Keys.scope(look.version().model()));
        List<String> confirmed = confirmed(drifting);
        List<String> opened = new ArrayList<>();
        for (FeatureLook feature : look.features()) {
            if (feature.verdict() == DriftVerdict.DRIFT) {
                Optional<Alert> running = known.stream()
                        .filter(one -> one.state() != Alert.State.CLOSED
                                && one.version().equals(look.version())
                                && one.feature().equals(feature.feature()))
                        .findFirst();
                if (running.isPresent()) {
                    put(running.get().again(look.window(), index(feature)));
                } else if (confirmed.contains(feature.feature())) {
                    opened.add(feature.feature());
                    put(alert(feature, known.size() + opened.size()));
                }
            }
        }
        act.detail("drifting", String.join(", ", drifting));
        act.detail("alerts-opened", String.join(", ", opened));
        return !opened.isEmpty();
    }

    private Alert alert(FeatureLook feature, int number) {
        return new Alert(
                Keys.number(number),
                look.version(),
                feature.feature(),
                Alert.State.OPEN,
                look.window(),
                look.window(),
                1,
                index(feature),
                act.now().plus(PATIENCE),
                Optional.empty(),
                look.by(),
                "",
                act.now());
    }

    private void put(Alert alert) {
        act.put(Keys.of(alert.version().model(), Keys.ALERT, alert.id()), alert);
    }

    /** Those that drifted in as many windows up to this one as the definition asks for. */
    private List<String> confirmed(List<String> drifting) {
        List<String> left = new ArrayList<>(drifting);
        TimeWindow window = look.window();
        for (int i = 1; i < definition.confirm() && !left.isEmpty(); i++) {
            Instant before = window.from().minusSeconds(1);
            window = definition.windows().at(before);
            Optional<Look> earlier = act.find(Look.class, MonitorsEngine.key(look.version(), window));
            left.retainAll(earlier.map(AlertBook::drifting).orElse(List.of()));
        }
        return left;
    }

    private static List<String> drifting(Look look) {
        return look.features().stream()
                .filter(one -> one.verdict() == DriftVerdict.DRIFT)
                .map(FeatureLook::feature)
                .toList();
    }

    private static double index(FeatureLook feature) {
        return feature.stability().known() ? feature.stability().value() : 0;
    }
}
