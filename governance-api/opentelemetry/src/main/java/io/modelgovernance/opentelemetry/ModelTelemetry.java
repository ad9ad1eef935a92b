package io.modelgovernance.opentelemetry;

import io.modelgovernance.Decision;
import io.modelgovernance.Names;
import io.modelgovernance.Verdict;
import io.modelgovernance.serving.ServingListener;
import io.modelgovernance.serving.Tally;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A governed model as instruments of OpenTelemetry.
 *
 * <ul>
 *   <li>{@code governance.decisions}, a histogram in seconds: {@code model}; {@code verdict} is {@code served},
 *       {@code fell_back}, {@code referred} or {@code refused}; {@code check} is the first that did not pass, or {@code none}
 *   <li>{@code governance.records.lost}, a counter: {@code model}, {@code reason}
 *   <li>{@code governance.store.up}, a gauge: {@code model}; 1 while the store takes records, else 0
 * </ul>
 *
 * <p>Thread-safe.
 */
public final class ModelTelemetry implements ServingListener {
    private static final AttributeKey<String> MODEL = AttributeKey.stringKey("model");
    private static final AttributeKey<String> VERDICT = AttributeKey.stringKey("verdict");
    private static final AttributeKey<String> CHECK = AttributeKey.stringKey("check");
    private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");
    private static final double NANOS = 1e-9;

    private final String model;
    private final DoubleHistogram decisions;
    private final LongCounter lost;
    private final AtomicInteger up = new AtomicInteger(1);

    private ModelTelemetry(Meter meter, String model) {
        this.model = model;
        decisions = meter.histogramBuilder("governance.decisions")
                .setDescription("Calls of a governed model, by what became of them.")
                .setUnit("s")
                .build();
        lost = meter.counterBuilder("governance.records.lost")
                .setDescription("Decisions whose record is missing from the log.")
                .build();
        var unused = meter.gaugeBuilder("governance.store.up")
                .setDescription("Whether the store takes decision records.")
                .ofLongs()
                .buildWithCallback(out -> out.record(up.get(), Attributes.of(MODEL, model)));
    }

    /**
     * Makes the instruments of a model; hand the result to the model's {@code ServingOptions}.
     *
     * @param meter the application's
     * @param model the model's name
     * @return the listener
     * @throws io.modelgovernance.InvalidInputException if the model's name cannot be one
     */
    public static ModelTelemetry of(Meter meter, String model) {
        return new ModelTelemetry(meter, Names.require("model name", model));
    }

    @Override
    public void answered(Verdict verdict, long nanos) {
        String check = verdict.causes().isEmpty()
                ? "none"
                : tag(verdict.causes().get(0).check());
        decisions.record(nanos * NANOS, Attributes.of(MODEL, model, VERDICT, kind(verdict), CHECK, check));
    }

    private static String kind(Verdict verdict) {
        if (verdict instanceof Decision.Served) {
            return "served";
        }
        if (verdict instanceof Decision.FellBack) {
            return "fell_back";
        }
        return verdict instanceof Decision.Referred ? "referred" : "refused";
    }

    @Override
    public void lost(long records, Tally.Reason reason) {
        lost.add(records, Attributes.of(MODEL, model, REASON, tag(reason)));
    }

    @Override
    public void store(Store state) {
        up.set(state == Store.ANSWERS ? 1 : 0);
    }

    private static String tag(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
