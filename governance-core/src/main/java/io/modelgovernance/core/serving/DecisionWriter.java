package io.modelgovernance.core.serving;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.GovernanceException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.audit.SealedBatch;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.ObservationStore;
import io.modelgovernance.spi.RecordKey;
import java.security.SecureRandom;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps decision records: callers hand them over without waiting, one at a time stores them in batches, and each
 * stored run is sealed into the audit log.
 *
 * <p>The queue is bounded; a full queue refuses. A batch that could not be stored is kept and tried again first, under
 * the same sequence numbers, so a lost answer doubles nothing. Thread-safe.
 */
final class DecisionWriter {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionWriter.class);
    private static final int BATCH = 512;
    private static final int SEAL_AT_MOST = 10_000;

    /** A decision whose record is being kept. */
    record Pending(DecisionRecord draft, double[] row, CompletableFuture<Void> stored) {}

    private final Ledger ledger;
    private final ObservationStore observations;
    private final SecureRandom random;
    private final String stream;
    private final String writer;
    private final Actor service;
    private final ArrayBlockingQueue<Pending> queue;
    private final ReentrantLock storing = new ReentrantLock();
    private List<Pending> inHand = List.of();
    private List<Observation> batch = List.of();
    private long sequence;

    DecisionWriter(ServingContext context, String model, int capacity) {
        this.ledger = context.ledger();
        this.observations = context.observations();
        this.random = context.random();
        this.stream = stream(model);
        byte[] id = new byte[8];
        random.nextBytes(id);
        this.writer = HexFormat.of().formatHex(id);
        this.service = Actor.service("decision-writer");
        this.queue = new ArrayBlockingQueue<>(capacity);
    }

    /** The stream of a model's decisions. */
    static String stream(String model) {
        return "decision/" + model;
    }

    /** Up to which sequence a writer's decisions are sealed. */
    static long sealedUpTo(Ledger ledger, String stream, String writer, AsOf asOf) {
        return ledger.find(Mark.class, mark(stream, writer), asOf)
                .map(Mark::sealedUpTo)
                .orElse(0L);
    }

    private static RecordKey mark(String stream, String writer) {
        return new RecordKey(Keys.sealed(stream, writer), Keys.SEALED, writer);
    }

    String writer() {
        return writer;
    }

    /** Hands a record over; false if too many wait. */
    boolean offer(Pending pending) {
        return queue.offer(pending);
    }

    /** Stores what waits. Returns false if the store failed; everything is kept then. */
    boolean drain() {
        storing.lock();
        try {
            while (true) {
                if (batch.isEmpty()) {
                    List<Pending> next = new ArrayList<>(BATCH);
                    queue.drainTo(next, BATCH);
                    if (next.isEmpty()) {
                        return true;
                    }
                    inHand = next;
                    batch = observe(next);
                }
                observations.append(batch);
                inHand.forEach(pending -> pending.stored().complete(null));
                sequence = batch.get(batch.size() - 1).sequence();
                batch = List.of();
            }
        } catch (GovernanceException e) {
            LOG.warn("{} decision records of {} wait to be stored: {}", batch.size(), stream, e.getMessage());
            return false;
        } finally {
            storing.unlock();
        }
    }

    private List<Observation> observe(List<Pending> pendings) {
        List<Observation> all = new ArrayList<>(pendings.size());
        long number = sequence;
        for (Pending pending : pendings) {
            byte[] salt = new byte[Commitment.SALT];
            random.nextBytes(salt);
            DecisionRecord draft = pending.draft();
            DecisionRecord full = new DecisionRecord(
                    draft.id(),
                    draft.at(),
                    draft.version(),
                    draft.manifest(),
                    draft.alias(),
                    draft.caller(),
                    draft.purpose(),
                    HexFormat.of().formatHex(salt),
                    Commitment.of(salt, pending.row()),
                    draft.score(),
                    draft.outcome(),
                    draft.reasons(),
                    draft.policy(),
                    draft.permittedAt());
            all.add(new Observation(
                    stream,
                    writer,
                    ++number,
                    full.id(),
                    full.at().truncatedTo(ChronoUnit.MICROS),
                    RecordCodec.write(full)));
        }
        return all;
    }

    /** Seals everything stored in the stream that is not sealed yet, also what a process that died left behind. */
    int seal() {
        int sealed = 0;
        for (String name : observations.writers(stream)) {
            int more = sealNext(name);
            while (more > 0) {
                sealed += more;
                more = sealNext(name);
            }
        }
        return sealed;
    }

    private int sealNext(String name) {
        RecordKey key = mark(stream, name);
        long known = sealedUpTo(ledger, stream, name, AsOf.now());
        if (observations.read(stream, name, known, 1).isEmpty()) {
            return 0;
        }
        return ledger.act(service, EventType.DECISIONS_SEALED, stream, "", act -> {
            long after = act.find(Mark.class, key).map(Mark::sealedUpTo).orElse(0L);
            List<Observation> rest = observations.read(stream, name, after, SEAL_AT_MOST);
            long to = rest.isEmpty() ? after : rest.get(rest.size() - 1).sequence();
            new SealedBatch(stream, name, after + 1, to, SealedBatch.root(observations, stream, name, after + 1, to))
                    .describe(act);
            if (!rest.isEmpty()) {
                SealedDecisions.note(act, stream, name, rest);
            }
            act.put(key, new Mark(to));
            return rest.size();
        });
    }

    Optional<DecisionRecord> find(String id) {
        return observations.find(stream, id).map(stored -> RecordCodec.read(DecisionRecord.class, stored.body()));
    }

    /**
     * Up to where a writer's observations are sealed.
     *
     * @param sealedUpTo last sealed sequence
     */
    record Mark(long sealedUpTo) {}
}
