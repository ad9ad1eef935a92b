package io.modelgovernance.opentelemetry;

import io.modelgovernance.AsOf;
import io.modelgovernance.Names;
import io.modelgovernance.monitoring.Alert;
import io.modelgovernance.monitoring.FeatureLook;
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

    private final Meter meter;
    private final String model;
    private final LongCounter windows;
    private final Map<String, Double> stability = new ConcurrentHashMap<>();

    private MonitorTelemetry(Meter meter, String model) {
        this.meter = meter;
        this.model = model;
        windows = meter.counterBuilder("governance.monitor.windows")
                .setDescription("Windows judged, by what they showed.")
                .build();
        var unused = meter.gaugeBuilder("governance.monitor.stability")
                .setDescription("Population stability index of the last window.")
                .buildWithCallback(out -> stability.forEach(
                        (feature, index) -> out.record(index, Attributes.of(MODEL, model, FEATURE, feature))));
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
