package io.modelgovernance.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.modelgovernance.AsOf;
import io.modelgovernance.Names;
import io.modelgovernance.monitoring.Alert;
import io.modelgovernance.monitoring.FeatureLook;
import io.modelgovernance.monitoring.Look;
import io.modelgovernance.monitoring.Monitors;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a model's monitor saw as meters.
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
public final class MonitorMetrics {
    private final MeterRegistry registry;
    private final String model;
    private final Map<String, AtomicReference<Double>> stability = new ConcurrentHashMap<>();

    private MonitorMetrics(MeterRegistry registry, String model) {
        this.registry = registry;
        this.model = model;
    }

    /**
     * Makes the meters of a model.
     *
     * @param registry the application's
     * @param model the model's name
     * @return the meters
     * @throws io.modelgovernance.InvalidInputException if the model's name cannot be one
     */
    public static MonitorMetrics of(MeterRegistry registry, String model) {
        return new MonitorMetrics(registry, Names.require("model name", model));
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
        Counter.builder("governance.monitor.windows")
                .description("Windows judged, by what they showed.")
                .tags("model", model, "verdict", tag(look.verdict()))
                .register(registry)
                .increment();
        for (FeatureLook feature : look.features()) {
            if (feature.segment().isEmpty() && feature.stability().known()) {
                index(feature.feature()).set(feature.stability().value());
            }
        }
    }

    private AtomicReference<Double> index(String feature) {
        return stability.computeIfAbsent(feature, name -> {
            AtomicReference<Double> value = new AtomicReference<>(0.0);
            Gauge.builder("governance.monitor.stability", value, AtomicReference::get)
                    .description("Population stability index of the last window.")
                    .tags("model", model, "feature", name)
                    .strongReference(true)
                    .register(registry);
            return value;
        });
    }

    /**
     * Adds gauges of the alerts in each state; each reading asks the store.
     *
     * @param monitors where alerts are
     */
    public void watch(Monitors monitors) {
        for (Alert.State state : Alert.State.values()) {
            Gauge.builder("governance.alerts", monitors, one -> count(one, state))
                    .description("Alerts of the model, by state.")
                    .tags("model", model, "state", tag(state))
                    .strongReference(true)
                    .register(registry);
        }
    }

    private long count(Monitors monitors, Alert.State state) {
        return monitors.alerts().of(model, AsOf.now()).stream()
                .filter(alert -> alert.state() == state)
                .count();
    }

    private static String tag(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
