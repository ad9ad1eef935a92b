package io.modelgovernance.core.serving;

import io.modelgovernance.ConflictException;
import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.ObservationStore;
import io.modelgovernance.spi.PrunableObservationStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Brings decisions made within transactions of the application's into the stream that is sealed.
 *
 * <p>Transactions end in any order or not at all, and a sealed run of numbers must not change. So such a decision is
 * written to a stream beside it, under its own number; once its transaction is committed it is seen there, is given the
 * next number of the stream that is sealed, and is removed. Its id is one in the stream, so that of two processes which
 * bring it over one succeeds, and one that died in between leaves nothing to be doubled. Thread-safe.
 */
final class JoinedDecisions {
    private static final int BATCH = 512;
    private static final Duration LEFT_BEHIND = Duration.ofMinutes(1);

    private final ObservationStore observations;
    private final Clock clock;
    private final DraftRecord records;
    private final String stream;
    private final String beside;
    private final String writer;
    private final LongAdder moved = new LongAdder();
    private List<Observation> inHand = List.of();
    private long sequence;
    private volatile boolean used;

    JoinedDecisions(ObservationStore observations, Clock clock, DraftRecord records, String model, String writer) {
        this.observations = observations;
        this.clock = clock;
        this.records = records;
        this.stream = DecisionWriter.stream(model);
        this.beside = beside(model);
        this.writer = writer;
    }

    /** The stream of a model's decisions whose transactions may have ended a moment ago. */
    static String beside(String model) {
        return "joined/" + model;
    }

    /** Finds a decision that is committed and not brought over yet. */
    static Optional<Observation> find(ObservationStore observations, String model, String id) {
        return observations.find(beside(model), id);
    }

    Observation observe(Draft draft) {
        used = true;
        DecisionRecord full = records.of(draft);
        return new Observation(beside, writer, draft.number, full.id(), full.at(), DecisionJson.write(full));
    }

    void withdraw(PrunableObservationStore transaction, Draft draft) {
        transaction.prune(beside, writer, draft.number, draft.number);
    }

    /** How many of this process were brought over by it. */
    long moved() {
        return moved.sum();
    }

    /** The store, which must be able to remove what was brought over. */
    PrunableObservationStore store() {
        return PrunableObservationStore.of(observations);
    }

    /** Brings over what this process decided; does not ask the store unless there may be some. */
    synchronized void moveOwn() {
        if (used) {
            moveAll(writer, Instant.MAX);
        }
    }

    /** Brings over also what other processes left behind. */
    synchronized void moveEverybodys() {
        moveOwn();
        Instant before = clock.instant().minus(LEFT_BEHIND);
        for (String other : observations.writers(beside)) {
            moveAll(other, other.equals(writer) ? Instant.MAX : before);
        }
    }

    private void moveAll(String from, Instant before) {
        moveInHand();
        for (List<Observation> next = next(from, before); !next.isEmpty(); next = next(from, before)) {
            inHand = next;
            moveInHand();
        }
    }

    private List<Observation> next(String from, Instant before) {
        List<Observation> next = new ArrayList<>();
        for (Observation one : observations.read(beside, from, 0, BATCH)) {
            if (one.at().isBefore(before)) {
                next.add(one);
            }
        }
        return next;
    }

    /** What could not be stored is tried again under the same numbers, unless somebody else brought some of it over. */
    private void moveInHand() {
        while (!inHand.isEmpty()) {
            try {
                observations.append(numbered(inHand));
                sequence += inHand.size();
                moved.add(inHand.get(0).writer().equals(writer) ? inHand.size() : 0);
                remove(inHand);
                inHand = List.of();
            } catch (ConflictException e) {
                List<Observation> there = there(inHand);
                if (there.isEmpty()) {
                    throw e;
                }
                remove(there);
                List<Observation> rest = new ArrayList<>(inHand);
                rest.removeAll(there);
                inHand = rest;
            }
        }
    }

    private List<Observation> numbered(List<Observation> batch) {
        List<Observation> numbered = new ArrayList<>(batch.size());
        for (Observation one : batch) {
            long next = sequence + numbered.size() + 1;
            numbered.add(new Observation(stream, writer + "-joined", next, one.id(), one.at(), one.body()));
        }
        return numbered;
    }

    private List<Observation> there(List<Observation> batch) {
        return batch.stream()
                .filter(one -> observations.find(stream, one.id()).isPresent())
                .toList();
    }

    /** Exactly these and none between them, whose transaction may have ended just now. */
    private void remove(List<Observation> gone) {
        int first = 0;
        for (int i = 0; i < gone.size(); i++) {
            boolean last = i + 1 == gone.size()
                    || gone.get(i + 1).sequence() != gone.get(i).sequence() + 1;
            if (last) {
                store().prune(
                                beside,
                                gone.get(first).writer(),
                                gone.get(first).sequence(),
                                gone.get(i).sequence());
                first = i + 1;
            }
        }
    }
}
