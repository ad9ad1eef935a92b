package io.modelgovernance.core.serving;

import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.monitoring.MonitorsEngine;
import io.modelgovernance.core.registry.Lifecycles;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.spi.ObservationStore;
import java.security.SecureRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/**
 * What every governed model of an engine shares.
 *
 * @param ledger where acts go
 * @param observations where decisions go
 * @param monitors which versions are watched
 * @param lifecycles the stages in force
 * @param policy the policy in force
 * @param scheduler runs refreshes and flushes
 * @param writers stores records; a task of it may wait for the store
 * @param ticker monotonic time in nanoseconds
 * @param random makes salts and writer ids
 */
public record ServingContext(
        Ledger ledger,
        ObservationStore observations,
        MonitorsEngine monitors,
        Lifecycles lifecycles,
        Policy policy,
        ScheduledExecutorService scheduler,
        Executor writers,
        LongSupplier ticker,
        SecureRandom random) {}
