package io.modelgovernance.opentelemetry;

import io.modelgovernance.AsOf;
import io.modelgovernance.Estimate;
import io.modelgovernance.Names;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.monitoring.Alert;
import io.modelgovernance.monitoring.FeatureLook;
import io.modelgovernance.monitoring.FigureLook;
import io.modelgovernance.monitoring.Look;
import io.modelgovernance.monitoring.Monitors;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a model's monitor saw as instruments of OpenTelemetry.
 *
 * <ul>
 *   <li>{@code governance.monitor.windows}, a counter: {@code model}; {@code verdict} is {@code stable}, {@code warning},
 *       {@code drift} or {@code not_enough_data}
 *   <li>{@code governance.monitor.stability}, a gauge: {@code model}, {@code feature}; the population stability index of the
 *       last window that had enough data
 *   <li>{@code governance.monitor.figure}, a gauge: {@code model}, {@code rule}, {@code feature}, {@code segment}, each empty if
 *       there is none; {@code part} is {@code value}, {@code low} or {@code high}; what the last window with enough data showed
 *       by a rule on performance or quality, and its interval
 *   <li>{@code governance.monitor.state}, a gauge: {@code model}, {@code rule}, {@code feature}, {@code segment}; what is in force
 *       by that rule after the last window: 0 nothing, 1 a warning, 2 an alarm
 *   <li>{@code governance.alerts}, a gauge, once {@link #watch} is called: {@code model}, {@code state}
 * </ul>
 *
 * <p>Thread-safe.
 */
public final class MonitorTelemetry {
    private static final AttributeKey<String> MODEL = AttributeKey.stringKey("model");
    private static final AttributeKey<String> VERDICT = AttributeKey.stringKey("verdict");
    private static final AttributeKey<String> FEATURE = AttributeKey.stringKey("feature");
    private static final AttributeKey<String> STATE = AttributeKey.stringKey("state");
    private static final AttributeKey<String> RULE = AttributeKey.stringKey("rule");
    private static final AttributeKey<String> SEGMENT = AttributeKey.stringKey("segment");
    private static final AttributeKey<String> PART = AttributeKey.stringKey("part");

    private final Meter meter;
    private final String model;
    private final LongCounter windows;
    private final Map<String, Double> stability = new ConcurrentHashMap<>();
    private final Map<Attributes, Double> figures = new ConcurrentHashMap<>();
    private final Map<Attributes, Long> states = new ConcurrentHashMap<>();

    private MonitorTelemetry(Meter meter, String model) {
        this.meter = meter;
        this.model = model;
        windows = meter.counterBuilder("governance.monitor.windows")
                .setDescription("Windows judged, by what they showed.")
                .build();
        var unused1 = meter.gaugeBuilder("governance.monitor.stability")
                .setDescription("Population stability index of the last window.")
                .buildWithCallback(out -> stability.forEach(
                        (feature, index) -> out.record(index, Attributes.of(MODEL, model, FEATURE, feature))));
        var unused2 = meter.gaugeBuilder("governance.monitor.figure")
                .setDescription("What the last window showed by a rule, and its interval.")
                .buildWithCallback(out -> figures.forEach((of, figure) -> out.record(figure, of)));
        var unused3 = meter.gaugeBuilder("governance.monitor.state")
                .setDescription("What is in force by a rule: 0 nothing, 1 a warning, 2 an alarm.")
                .ofLongs()
                .buildWithCallback(out -> states.forEach((of, state) -> out.record(state, of)));
    }

    /**
     * Makes the instruments of a model.
     *
     * @param meter the application's
     * @param model the model's name
     * @return the instruments
     * @throws io.modelgovernance.InvalidInputException if the model's name cannot be one
     */
    public static MonitorTelemetry of(Meter meter, String model) {
        return new MonitorTelemetry(meter, Names.require("model name", model));
    }

    /**
     * Counts a judged window, as {@link Monitors#judgeDue} gives them.
     *
     * @param look the window; of another model it is not counted
     */
    public void judged(Look look) {
        if (!look.version().model().equals(model)) {
            return;
        }
        windows.add(1, Attributes.of(MODEL, model, VERDICT, tag(look.verdict())));
        for (FeatureLook feature : look.features()) {
            if (feature.segment().isEmpty() && feature.stability().known()) {
                stability.put(feature.feature(), feature.stability().value());
            }
        }
        look.figures().forEach(this::show);
    }

    private void show(FigureLook look) {
        Attributes rule =
                Attributes.of(MODEL, model, RULE, look.rule(), FEATURE, look.feature(), SEGMENT, look.segment());
        Estimate figure = look.figure();
        if (figure.known()) {
            figures.put(part(rule, "value"), figure.value());
            figures.put(part(rule, "low"), figure.low());
            figures.put(part(rule, "high"), figure.high());
        }
        states.put(rule, inForce(look.state()));
    }

    private static Attributes part(Attributes rule, String part) {
        return rule.toBuilder().put(PART, part).build();
    }

    private static long inForce(DriftVerdict state) {
        return switch (state) {
            case DRIFT -> 2;
            case WARNING -> 1;
            default -> 0;
        };
    }

    /**
     * Adds a gauge of the alerts in each state; each reading asks the store.
     *
     * @param monitors where alerts are
     */
    public void watch(Monitors monitors) {
        var unused = meter.gaugeBuilder("governance.alerts")
                .setDescription("Alerts of the model, by state.")
                .ofLongs()
                .buildWithCallback(out -> {
                    for (Alert.State state : Alert.State.values()) {
                        long count = monitors.alerts().of(model, AsOf.now()).stream()
                                .filter(alert -> alert.state() == state)
                                .count();
                        out.record(count, Attributes.of(MODEL, model, STATE, tag(state)));
                    }
                });
    }

    private static String tag(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
