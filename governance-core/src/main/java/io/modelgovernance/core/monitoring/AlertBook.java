package io.modelgovernance.core.monitoring;

import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.monitoring.Alert;
import io.modelgovernance.monitoring.Look;
import io.modelgovernance.monitoring.MonitorDefinition;
import io.modelgovernance.monitoring.Rules;
import java.time.Duration;
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

    /**
     * Something wrong that a window shows.
     *
     * @param falling whether the figure is worse the smaller it is
     */
    private record Signal(
            Alert.Kind kind, String rule, String segment, String feature, double figure, boolean falling) {
        boolean of(Alert alert) {
            return alert.kind() == kind
                    && alert.rule().equals(rule)
                    && alert.segment().equals(segment)
                    && alert.feature().equals(feature);
        }

        boolean same(Signal other) {
            return other.kind == kind
                    && other.rule.equals(rule)
                    && other.segment.equals(segment)
                    && other.feature.equals(feature);
        }

        double worse(double other) {
            return falling ? Math.min(figure, other) : Math.max(figure, other);
        }
    }

    /** Whether a new alert was opened. */
    boolean open() {
        List<Signal> signals = signals(look);
        if (signals.isEmpty()) {
            return false;
        }
        List<Alert> known =
                act.list(Alert.class, Keys.ALERT, Keys.scope(look.version().model()));
        List<Signal> confirmed = confirmed(signals);
        List<String> opened = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Signal signal : signals) {
            Optional<Alert> running = known.stream()
                    .filter(one ->
                            one.state() != Alert.State.CLOSED && one.version().equals(look.version()) && signal.of(one))
                    .findFirst();
            Alert fresh = alert(signal, known.size() + opened.size() + 1);
            names.add(fresh.name());
            if (running.isPresent()) {
                put(running.get()
                        .again(look.window(), signal.worse(running.get().stability())));
            } else if (confirmed.contains(signal)) {
                opened.add(fresh.name());
                put(fresh);
            }
        }
        act.detail("drifting", String.join(", ", names));
        act.detail("alerts-opened", String.join(", ", opened));
        return !opened.isEmpty();
    }

    private Alert alert(Signal signal, int number) {
        return new Alert(
                Keys.number(number),
                look.version(),
                signal.kind(),
                signal.rule(),
                signal.segment(),
                signal.feature(),
                Alert.State.OPEN,
                look.window(),
                look.window(),
                1,
                signal.figure(),
                act.now().plus(PATIENCE),
                Optional.empty(),
                look.by(),
                "",
                act.now());
    }

    private void put(Alert alert) {
        act.put(Keys.of(alert.version().model(), Keys.ALERT, alert.id()), alert);
    }

    /** Those that were there in as many windows up to this one as the definition asks for. */
    private List<Signal> confirmed(List<Signal> signals) {
        List<Signal> left = new ArrayList<>(signals);
        Optional<Look> one = Optional.of(look);
        for (int i = 1; i < definition.confirm() && !left.isEmpty(); i++) {
            one = one.flatMap(later -> LookKeys.before(definition.windows(), later))
                    .flatMap(key -> act.find(Look.class, key));
            List<Signal> earlier = one.map(this::signals).orElse(List.of());
            left.removeIf(signal -> earlier.stream().noneMatch(signal::same));
        }
        return left;
    }

    private List<Signal> signals(Look look) {
        Rules rules = definition.rules();
        List<Signal> signals = new ArrayList<>();
        look.features().stream()
                .filter(one -> one.verdict() == DriftVerdict.DRIFT)
                .forEach(one -> signals.add(new Signal(
                        Alert.Kind.DRIFT,
                        "",
                        one.segment(),
                        one.feature(),
                        one.stability().known() ? one.stability().value() : 0,
                        false)));
        look.figures().stream()
                .filter(one -> one.verdict() == DriftVerdict.DRIFT)
                .forEach(one -> signals.add(new Signal(
                        one.kind(),
                        one.rule(),
                        one.segment(),
                        one.feature(),
                        one.figure().value(),
                        rules.of(one).filter(rule -> rule.levels().falling()).isPresent())));
        return signals;
    }
}
