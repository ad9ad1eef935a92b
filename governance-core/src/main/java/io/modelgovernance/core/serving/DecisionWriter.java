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
import io.modelgovernance.spi.PrunableObservationStore;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
final class DecisionWriter implements RecordKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionWriter.class);
    private static final long FIRST_PAUSE = 100_000_000L;
    private static final long LONGEST_PAUSE = 5_000_000_000L;

    private final ServingContext context;
    private final ObservationStore observations;
    private final ServingListener listener;
    private final String model;
    private final String stream;
    private final String writer;
    private final DecisionIds ids;
    private final Actor service = Actor.service("decision-writer");
    private final RecordQueue queue;
    private final JoinedDecisions joined;
    private final Losses losses;
    private final Sealing sealing;
    private final ReentrantLock storing = new ReentrantLock();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final Breaker breaker;
    private final LaterRecords later;
    private volatile boolean failing;

    /** How a wait for a record ended. */
    enum Waited {
        STORED,
        LATE,
        INTERRUPTED
    }

    DecisionWriter(ServingContext context, String model, ServingOptions options) {
        this.context = context;
        this.observations = context.observations();
        this.listener = options.listener();
        this.model = model;
        this.stream = stream(model);
        byte[] id = new byte[8];
        context.random().nextBytes(id);
        this.writer = HexFormat.of().formatHex(id);
        this.ids = new DecisionIds(writer);
        Recording recording = options.recording();
        SpillJournal journal = recording
                .spill()
                .map(directory -> SpillJournal.open(directory, recording.spillBytes(), stream, SpillJournal::onDisk))
                .orElse(null);
        DraftRecord records = new DraftRecord(ids, context.policy().version(), recording, context.random());
        this.joined = new JoinedDecisions(observations, context.ledger().clock(), records, model, writer);
        this.queue = new RecordQueue(stream, writer, records, options.capacity(), recording.callerShare(), journal);
        this.losses = new Losses(stream, writer);
        this.breaker = new Breaker(
                context.ticker(), FIRST_PAUSE, LONGEST_PAUSE, context.random().nextLong());
        this.later = new LaterRecords(context, this);
        this.sealing = new Sealing(context.ledger(), observations, stream, service);
    }

    /** The stream of a model's decisions. */
    static String stream(String model) {
        return "decision/" + model;
    }

    @Override
    public DecisionIds ids() {
        return ids;
    }

    String writer() {
        return writer;
    }

    /** Keeps records within transactions of the application's. */
    RecordKeeper joining(PrunableObservationStore transaction) {
        joined.store();
        return new JoinedRecords(this, joined, transaction);
    }

    @Override
    public @Nullable Cause hand(Draft draft) {
        return hand(draft, true);
    }

    @Override
    public CompletionStage<Optional<Cause>> keepLater(Draft draft) {
        return later.keep(draft);
    }

    @Override
    public @Nullable Cause[] keepAll(Drafts drafts) {
        if (!drafts.together() || !queue.offer(drafts)) {
            return RecordKeeper.super.keepAll(drafts);
        }
        losses.served(drafts.size());
        if (queue.halfFull()) {
            wake();
        }
        return new Cause[drafts.size()];
    }

    /** Hands a record over, and waits for room where the rule says so only if it may. */
    @Nullable
    Cause hand(Draft draft, boolean waits) {
        RecordRule rule = draft.permit.recording();
        if (leftOut(draft, rule)) {
            draft.seen(ids);
            losses.served(1);
            losses.sampled();
            listener.lost(1, Tally.Reason.SAMPLED);
            return null;
        }
        CompletableFuture<Void> stored = draft.permit.durable() ? new CompletableFuture<>() : null;
        draft.stored = stored;
        if (!queue.offer(draft) && !offerAgain(draft, rule, waits)) {
            if (rule.whenFull() == WhenFull.DROP) {
                draft.seen(ids);
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

    @Override
    public @Nullable Cause settle(Draft draft) {
        CompletableFuture<Void> stored = draft.stored;
        if (stored == null) {
            return null;
        }
        spillIfFailing(draft);
        return settled(draft, await(stored, draft.permit.recording()));
    }

    /** What cannot be stored now need not be waited for if it may go to the local journal. */
    void spillIfFailing(Draft draft) {
        if (failing && draft.permit.recording().whenFull() == WhenFull.SPILL) {
            queue.spill();
        }
    }

    /** The wait is over: a record that is not stored goes to the local journal, or is taken back. */
    @Nullable
    Cause settled(Draft draft, Waited waited) {
        CompletableFuture<Void> stored = draft.stored;
        boolean spills = draft.permit.recording().whenFull() == WhenFull.SPILL;
        boolean kept = waited == Waited.STORED
                || (waited == Waited.LATE && spills && queue.spill() && stored != null && stored.isDone());
        if (kept) {
            losses.served(1);
            return null;
        }
        takeBack(draft);
        return new Cause(
                Check.RECORD,
                waited == Waited.INTERRUPTED
                        ? "The caller was interrupted before its record was stored."
                        : "Its record could not be stored in time.");
    }

    @Override
    public void note(Draft draft) {
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

    private boolean offerAgain(Draft draft, RecordRule rule, boolean waits) {
        wake();
        try {
            return switch (rule.whenFull()) {
                case BLOCK -> waits && queue.offer(draft, rule.maxWait().toNanos());
                case SPILL -> queue.spill() && queue.offer(draft);
                case REFUSE, DROP -> false;
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Waited await(CompletableFuture<Void> stored, RecordRule rule) {
        try {
            stored.get(rule.maxWait().toNanos(), TimeUnit.NANOSECONDS);
            return Waited.STORED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Waited.INTERRUPTED;
        } catch (TimeoutException | ExecutionException e) {
            return Waited.LATE;
        }
    }

    private void takeBack(Draft draft) {
        if (!draft.withdraw()) {
            losses.withdrawn(ids.of(draft.number));
        }
    }

    @Override
    public void unserved(Draft draft) {
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
            joined.moveOwn();
            return true;
        } catch (GovernanceException e) {
            LOG.warn("Decision records of {} wait to be stored: {}", stream, e.getMessage());
            breaker.failed();
            fails();
            return false;
        } catch (RuntimeException | Error e) {
            // Out of memory, or a store that breaks its contract: told like any failure, and tried again like one.
            LOG.warn("Decision records of {} wait to be stored: {}", stream, e.getClass());
            breaker.failed();
            fails();
            throw e;
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
        try {
            queue.spill();
        } finally {
            queue.failFast();
        }
    }

    /** Seals everything stored and declares what is missing. */
    int seal() {
        losses.declare(context.ledger(), service);
        joined.moveEverybodys();
        return sealing.seal();
    }

    Optional<DecisionRecord> find(String id) {
        return observations
                .find(stream, id)
                .or(() -> JoinedDecisions.find(observations, model, id))
                .map(stored -> RecordCodec.read(DecisionRecord.class, stored.body()));
    }

    Tally tally() {
        return queue.tally(losses).and(joined.moved());
    }

    void close() {
        queue.close();
    }
}
