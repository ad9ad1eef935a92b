package io.modelgovernance.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.modelgovernance.AsOf;
import io.modelgovernance.Estimate;
import io.modelgovernance.Names;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.monitoring.Alert;
import io.modelgovernance.monitoring.FeatureLook;
import io.modelgovernance.monitoring.FigureLook;
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
public final class MonitorMetrics {
    private final MeterRegistry registry;
    private final String model;
    private final Map<Tags, AtomicReference<Double>> gauges = new ConcurrentHashMap<>();

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
                Tags tags = Tags.of("model", model, "feature", feature.feature());
                gauge("governance.monitor.stability", "Population stability index of the last window.", tags)
                        .set(feature.stability().value());
            }
        }
        look.figures().forEach(this::show);
    }

    private void show(FigureLook look) {
        Tags rule = Tags.of("model", model, "rule", look.rule(), "feature", look.feature(), "segment", look.segment());
        Estimate figure = look.figure();
        if (figure.known()) {
            part(rule, "value").set(figure.value());
            part(rule, "low").set(figure.low());
            part(rule, "high").set(figure.high());
        }
        gauge("governance.monitor.state", "What is in force by a rule: 0 nothing, 1 a warning, 2 an alarm.", rule)
                .set(inForce(look.state()));
    }

    private AtomicReference<Double> part(Tags rule, String part) {
        return gauge(
                "governance.monitor.figure",
                "What the last window showed by a rule, and its interval.",
                rule.and("part", part));
    }

    private static double inForce(DriftVerdict state) {
        return switch (state) {
            case DRIFT -> 2;
            case WARNING -> 1;
            default -> 0;
        };
    }

    private AtomicReference<Double> gauge(String name, String description, Tags tags) {
        return gauges.computeIfAbsent(tags.and("name", name), any -> {
            AtomicReference<Double> value = new AtomicReference<>(0.0);
            Gauge.builder(name, value, AtomicReference::get)
                    .description(description)
                    .tags(tags)
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
