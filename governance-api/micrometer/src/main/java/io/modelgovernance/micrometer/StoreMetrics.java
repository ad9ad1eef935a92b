package io.modelgovernance.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.modelgovernance.spi.StoreMeter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A store's calls as the timer {@code governance.store}: {@code operation} is the method called; {@code outcome} is
 * {@code done}, {@code stale}, {@code failed} or {@code unknown}. Thread-safe.
 */
public final class StoreMetrics implements StoreMeter {
    private final MeterRegistry registry;

    private StoreMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Makes the meter; hand it to a {@code MeteredStore}.
     *
     * @param registry the application's
     * @return the meter
     */
    public static StoreMetrics of(MeterRegistry registry) {
        return new StoreMetrics(registry);
    }

    @Override
    public void ended(String operation, long nanos, Outcome outcome) {
        Timer.builder("governance.store")
                .description("Calls of the store that governance is kept in.")
                .tags("operation", operation, "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }
}
