package io.modelgovernance.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.modelgovernance.Decision;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.Names;
import io.modelgovernance.Verdict;
import io.modelgovernance.serving.Check;
import io.modelgovernance.serving.ServingListener;
import io.modelgovernance.serving.Tally;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;

/**
 * A governed model as meters. All are made at the start, so that a call looks nothing up and allocates nothing.
 *
 * <ul>
 *   <li>{@code governance.decisions}, a timer: {@code model}; {@code verdict} is {@code served}, {@code fell_back},
 *       {@code referred} or {@code refused}; {@code check} is the first that did not pass, or {@code none}
 *   <li>{@code governance.records.lost}, a counter: {@code model}, {@code reason}
 *   <li>{@code governance.store.up}, a gauge: {@code model}; 1 while the store takes records, else 0
 *   <li>{@code governance.records}, a gauge, once {@link #watch} is called: {@code model}; {@code state} is
 *       {@code stored}, {@code waiting}, {@code spilled}, {@code dropped}, {@code sampled_out} or {@code withdrawn}
 * </ul>
 *
 * <p>Thread-safe.
 */
public final class ModelMetrics implements ServingListener {
    private enum Kind {
        SERVED,
        FELL_BACK,
        REFERRED,
        REFUSED;

        static Kind of(Verdict verdict) {
            if (verdict instanceof Decision.Served) {
                return SERVED;
            }
            if (verdict instanceof Decision.FellBack) {
                return FELL_BACK;
            }
            return verdict instanceof Decision.Referred ? REFERRED : REFUSED;
        }
    }

    private final MeterRegistry registry;
    private final String model;
    private final Timer[][] answers = new Timer[Kind.values().length][Check.values().length + 1];
    private final Counter[] lost = new Counter[Tally.Reason.values().length];
    private final AtomicInteger up = new AtomicInteger(1);

    private ModelMetrics(MeterRegistry registry, String model) {
        this.registry = registry;
        this.model = model;
        for (Kind kind : Kind.values()) {
            for (Check check : Check.values()) {
                answers[kind.ordinal()][check.ordinal()] = timer(kind, tag(check));
            }
            answers[kind.ordinal()][Check.values().length] = timer(kind, "none");
        }
        for (Tally.Reason reason : Tally.Reason.values()) {
            lost[reason.ordinal()] = Counter.builder("governance.records.lost")
                    .description("Decisions whose record is missing from the log.")
                    .tags("model", model, "reason", tag(reason))
                    .register(registry);
        }
        Gauge.builder("governance.store.up", up, AtomicInteger::get)
                .description("Whether the store takes decision records.")
                .tags("model", model)
                .strongReference(true)
                .register(registry);
    }

    /**
     * Registers the meters of a model; hand the result to the model's {@code ServingOptions}.
     *
     * @param registry the application's
     * @param model the model's name
     * @return the listener
     * @throws io.modelgovernance.InvalidInputException if the model's name cannot be one
     */
    public static ModelMetrics of(MeterRegistry registry, String model) {
        return new ModelMetrics(registry, Names.require("model name", model));
    }

    /**
     * Adds gauges of what became of the records; the registry holds on to the model.
     *
     * @param governed the model
     */
    public void watch(GovernedModel governed) {
        records(governed, "stored", Tally::stored);
        records(governed, "waiting", Tally::waiting);
        records(governed, "spilled", Tally::spilled);
        records(governed, "dropped", Tally::dropped);
        records(governed, "sampled_out", Tally::sampledOut);
        records(governed, "withdrawn", Tally::withdrawn);
    }

    private void records(GovernedModel governed, String state, ToLongFunction<Tally> count) {
        Gauge.builder("governance.records", governed, one -> count.applyAsLong(one.tally()))
                .description("What became of the records of this process's decisions.")
                .tags("model", model, "state", state)
                .strongReference(true)
                .register(registry);
    }

    private Timer timer(Kind kind, String check) {
        return Timer.builder("governance.decisions")
                .description("Calls of a governed model, by what became of them.")
                .tags("model", model, "verdict", tag(kind), "check", check)
                .register(registry);
    }

    private static String tag(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void answered(Verdict verdict, long nanos) {
        Kind kind = Kind.of(verdict);
        Timer[] byCheck = answers[kind.ordinal()];
        int check = verdict.causes().isEmpty()
                ? byCheck.length - 1
                : verdict.causes().get(0).check().ordinal();
        byCheck[check].record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void lost(long records, Tally.Reason reason) {
        lost[reason.ordinal()].increment((double) records);
    }

    @Override
    public void store(Store state) {
        up.set(state == Store.ANSWERS ? 1 : 0);
    }
}
