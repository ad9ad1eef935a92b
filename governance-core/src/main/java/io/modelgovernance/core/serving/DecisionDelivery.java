package io.modelgovernance.core.serving;

import io.modelgovernance.Names;
import io.modelgovernance.serving.Delivery;
import io.modelgovernance.spi.DecisionSink;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.ObservationStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows what is stored of a model's decisions and hands it on. Nothing is kept in between: what a sink cannot take
 * stays in the store and is offered again after a pause. Writers that have been silent are asked less often, for most
 * are of processes that ended. Thread-safe.
 */
public final class DecisionDelivery implements Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionDelivery.class);
    private static final int BATCH = 4_096;
    private static final long FIRST_PAUSE = 100_000_000L;
    private static final long LONGEST_PAUSE = 60_000_000_000L;
    private static final int RAREST = 10;

    private final ObservationStore observations;
    private final String stream;
    private final DecisionSink sink;
    private final Breaker breaker;
    private final LongSupplier ticker;
    private final ReentrantLock delivering = new ReentrantLock();
    private final AtomicBoolean underWay = new AtomicBoolean();
    private final LongAdder delivered = new LongAdder();
    private final Map<String, Silence> silent = new HashMap<>();
    private final ScheduledFuture<?> polling;
    private volatile boolean closed;

    /** A writer that had nothing new: how often in a row, and until when it is left alone. */
    private record Silence(int times, long until) {}

    /**
     * Opens it, and delivers each second from then on.
     *
     * @param context what the engine shares
     * @param model the model's name
     * @param sink where to
     */
    public DecisionDelivery(ServingContext context, String model, DecisionSink sink) {
        this.observations = context.observations();
        this.stream = DecisionWriter.stream(Names.require("model name", model));
        this.sink = sink;
        this.ticker = context.ticker();
        this.breaker =
                new Breaker(ticker, FIRST_PAUSE, LONGEST_PAUSE, context.random().nextLong());
        this.polling = context.scheduler()
                .scheduleWithFixedDelay(
                        () -> {
                            if (breaker.allows() && underWay.compareAndSet(false, true)) {
                                context.writers().execute(this::quietly);
                            }
                        },
                        0,
                        1,
                        TimeUnit.SECONDS);
    }

    private void quietly() {
        try {
            deliver(false);
            breaker.succeeded();
        } catch (RuntimeException e) {
            breaker.failed();
            LOG.warn("Delivery of {} will be tried again: {}", stream, e.getMessage());
        } finally {
            underWay.set(false);
        }
    }

    @Override
    public long deliver() {
        return deliver(true);
    }

    private long deliver(boolean all) {
        delivering.lock();
        try {
            long taken = 0;
            for (String writer : observations.writers(stream)) {
                Silence silence = silent.getOrDefault(writer, new Silence(0, 0));
                if (all || silence.times() == 0 || ticker.getAsLong() - silence.until() >= 0) {
                    long more = deliver(writer);
                    silent.put(writer, more > 0 ? new Silence(0, 0) : quieter(silence));
                    taken += more;
                }
            }
            return taken;
        } finally {
            delivering.unlock();
        }
    }

    private Silence quieter(Silence before) {
        int times = Math.min(before.times() + 1, RAREST);
        return new Silence(times, ticker.getAsLong() + TimeUnit.SECONDS.toNanos(times));
    }

    private long deliver(String writer) {
        long taken = 0;
        long after = sink.position(stream, writer);
        List<Observation> batch = next(writer, after);
        while (!batch.isEmpty()) {
            sink.accept(batch);
            taken += batch.size();
            delivered.add(batch.size());
            after = batch.get(batch.size() - 1).sequence();
            batch = next(writer, after);
        }
        return taken;
    }

    private List<Observation> next(String writer, long after) {
        return closed ? List.of() : observations.read(stream, writer, after, BATCH);
    }

    @Override
    public long delivered() {
        return delivered.sum();
    }

    @Override
    public void close() {
        closed = true;
        polling.cancel(false);
        delivering.lock();
        try {
            LOG.debug("Delivered {} records of {}", delivered.sum(), stream);
        } finally {
            delivering.unlock();
        }
    }
}
