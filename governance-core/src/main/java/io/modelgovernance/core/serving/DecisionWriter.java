package io.modelgovernance.core.serving;

import io.modelgovernance.Actor;
import io.modelgovernance.GovernanceException;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.serving.Cause;
import io.modelgovernance.serving.Check;
import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.serving.DecisionRecord.Kind;
import io.modelgovernance.serving.Outcome;
import io.modelgovernance.serving.RecordRule;
import io.modelgovernance.serving.RecordRule.WhenFull;
import io.modelgovernance.serving.Recording;
import io.modelgovernance.serving.ServingListener;
import io.modelgovernance.serving.ServingOptions;
import io.modelgovernance.serving.Tally;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.ObservationStore;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps decision records: no record, no decision.
 *
 * <p>Callers hand records over without waiting, unless their tier demands it; one thread at a time stores them in
 * batches. A batch that could not be stored is kept and tried again first, under the same sequence numbers, so that a
 * lost answer doubles nothing. What finds no room is answered as the tier's rule says, and what is missing is counted
 * and declared in the log. Thread-safe.
 */
final class DecisionWriter {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionWriter.class);
    private static final long FIRST_PAUSE = 100_000_000L;
    private static final long LONGEST_PAUSE = 5_000_000_000L;

    private final ServingContext context;
    private final ObservationStore observations;
    private final ServingListener listener;
    private final String stream;
    private final String writer;
    private final Actor service = Actor.service("decision-writer");
    private final RecordQueue queue;
    private final Losses losses;
    private final Sealing sealing;
    private final ReentrantLock storing = new ReentrantLock();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final Breaker breaker;
    private volatile boolean failing;

    DecisionWriter(ServingContext context, String model, ServingOptions options) {
        this.context = context;
        this.observations = context.observations();
        this.listener = options.listener();
        this.stream = stream(model);
        byte[] id = new byte[8];
        context.random().nextBytes(id);
        this.writer = HexFormat.of().formatHex(id);
        Recording recording = options.recording();
        SpillJournal journal = recording
                .spill()
                .map(directory -> SpillJournal.open(directory, recording.spillBytes(), stream, SpillJournal::onDisk))
                .orElse(null);
        DraftRecord records = new DraftRecord(writer, context.policy().version(), recording, context.random());
        this.queue = new RecordQueue(stream, writer, records, options.capacity(), journal);
        this.losses = new Losses(stream, writer);
        this.breaker = new Breaker(
                context.ticker(), FIRST_PAUSE, LONGEST_PAUSE, context.random().nextLong());
        this.sealing = new Sealing(context.ledger(), observations, stream, service);
    }

    /** The stream of a model's decisions. */
    static String stream(String model) {
        return "decision/" + model;
    }

    String id(long number) {
        return writer + "-" + number;
    }

    String writer() {
        return writer;
    }

    /** Keeps a record by its tier's rule. Returns why it could not, or null if it is kept or its absence is counted. */
    @Nullable
    Cause keep(Draft draft) {
        Cause refused = hand(draft);
        return refused == null ? settle(draft) : refused;
    }

    /** Hands a record over without waiting until it is stored; {@link #settle} does, after those of a whole batch. */
    @Nullable
    Cause hand(Draft draft) {
        RecordRule rule = draft.permit.recording();
        if (leftOut(draft, rule)) {
            losses.served(1);
            losses.sampled();
            listener.lost(1, Tally.Reason.SAMPLED);
            return null;
        }
        CompletableFuture<Void> stored = draft.permit.durable() ? new CompletableFuture<>() : null;
        draft.stored = stored;
        if (!queue.offer(draft) && !offerAgain(draft, rule)) {
            if (rule.whenFull() == WhenFull.DROP) {
                losses.served(1);
                losses.dropped(1);
                listener.lost(1, Tally.Reason.NO_ROOM);
                return null;
            }
            return new Cause(Check.RECORD, "Too many decision records wait to be stored.");
        }
        if (stored != null || queue.halfFull()) {
            wake();
        }
        if (stored == null) {
            losses.served(1);
        }
        return null;
    }

    /** Waits for a record that was handed over, if its tier wants it stored before the decision is given out. */
    @Nullable
    Cause settle(Draft draft) {
        CompletableFuture<Void> stored = draft.stored;
        if (stored == null) {
            return null;
        }
        Cause late = await(draft, stored, draft.permit.recording());
        if (late == null) {
            losses.served(1);
        }
        return late;
    }

    /** Keeps the record of a refusal if there is room; nobody waits for it. */
    void note(Draft draft) {
        if (queue.offer(draft)) {
            losses.served(1);
        }
    }

    private static boolean leftOut(Draft draft, RecordRule rule) {
        return rule.oneIn() > 1
                && draft.kind == Kind.SERVED
                && draft.outcome == Outcome.APPROVE
                && draft.causes.isEmpty()
                && draft.number % rule.oneIn() != 0;
    }

    private boolean offerAgain(Draft draft, RecordRule rule) {
        wake();
        try {
            return switch (rule.whenFull()) {
                case BLOCK -> queue.offer(draft, rule.maxWait().toNanos());
                case SPILL -> queue.spill() && queue.offer(draft);
                case REFUSE, DROP -> false;
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private @Nullable Cause await(Draft draft, CompletableFuture<Void> stored, RecordRule rule) {
        boolean spills = rule.whenFull() == WhenFull.SPILL;
        String why = "Its record could not be stored in time.";
        try {
            if (spills && failing) {
                queue.spill();
            }
            stored.get(rule.maxWait().toNanos(), TimeUnit.NANOSECONDS);
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            why = "The caller was interrupted before its record was stored.";
        } catch (TimeoutException | ExecutionException e) {
            if (spills && queue.spill() && stored.isDone()) {
                return null;
            }
        }
        takeBack(draft);
        return new Cause(Check.RECORD, why);
    }

    /** A decision that was refused after its record was handed over: the record goes, or it is said that it should not be. */
    void takeBack(Draft draft) {
        if (!draft.withdraw()) {
            losses.withdrawn(id(draft.number));
        }
    }

    /** As {@link #takeBack}, of a record that was counted as served. */
    void unserved(Draft draft) {
        losses.served(-1);
        takeBack(draft);
    }

    /** Has what waits stored by another thread. */
    void wake() {
        if (asked.compareAndSet(false, true)) {
            context.writers().execute(this::tryDrain);
        }
    }

    /** Stores what waits, unless the store failed a moment ago. */
    void tryDrain() {
        if (breaker.allows()) {
            drain();
        } else {
            asked.set(false);
            fails();
        }
    }

    /** Stores what waits. Returns false if the store failed; everything is kept then. */
    boolean drain() {
        storing.lock();
        try {
            asked.set(false);
            for (List<Observation> batch = queue.next(); !batch.isEmpty(); batch = queue.next()) {
                observations.append(batch);
                queue.stored();
                answers();
            }
            return true;
        } catch (GovernanceException e) {
            LOG.warn("Decision records of {} wait to be stored: {}", stream, e.getMessage());
            breaker.failed();
            fails();
            return false;
        } finally {
            storing.unlock();
        }
    }

    private void answers() {
        breaker.succeeded();
        if (failing) {
            failing = false;
            listener.store(ServingListener.Store.ANSWERS);
        }
    }

    private void fails() {
        if (!failing) {
            failing = true;
            listener.store(ServingListener.Store.FAILS);
        }
        queue.spill();
        queue.failFast();
    }

    /** Seals everything stored and declares what is missing. */
    int seal() {
        losses.declare(context.ledger(), service);
        return sealing.seal();
    }

    Optional<DecisionRecord> find(String id) {
        return observations.find(stream, id).map(stored -> RecordCodec.read(DecisionRecord.class, stored.body()));
    }

    Tally tally() {
        return queue.tally(losses);
    }

    void close() {
        queue.close();
    }
}
