package io.modelgovernance.core.serving;

import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.serving.Tally;
import io.modelgovernance.spi.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Records on their way to the store, in three places: waiting in memory, in hand, and in the local journal. Numbers are
 * given when a record leaves memory, so that the store sees them in order whichever way they went. Thread-safe.
 */
final class RecordQueue {
    private static final int BATCH = 512;
    private static final int SPILLED = 2_048;
    private static final Draft[] NONE = {};

    private final String stream;
    private final String writer;
    private final DraftRecord records;
    /** One at a time, or those of a batch together. */
    private final ConcurrentLinkedQueue<Handed> waiting = new ConcurrentLinkedQueue<>();

    private final Semaphore room;
    private final int capacity;
    private final CallerQuota quota;
    private final @Nullable SpillJournal journal;
    private final List<Draft> returned = new ArrayList<>(BATCH);
    /** What was offered together and is taken out bit by bit. */
    private Draft[] opened = NONE;

    private int takenOut;
    private List<Draft> inHand = List.of();
    private List<Observation> batch = List.of();
    private boolean fromJournal;
    private boolean inJournal;
    private long sequence;
    private long stored;

    RecordQueue(
            String stream,
            String writer,
            DraftRecord records,
            int capacity,
            double callerShare,
            @Nullable SpillJournal journal) {
        this.stream = stream;
        this.writer = writer;
        this.records = records;
        this.journal = journal;
        this.room = new Semaphore(capacity);
        this.capacity = capacity;
        this.quota = new CallerQuota(capacity, callerShare);
    }

    /** Waits for room, but not for a caller who has all of his. */
    boolean offer(Handed handed, long nanos) throws InterruptedException {
        boolean added = false;
        int n = handed.size();
        if (!quota.take(handed.call(), n)) {
            return false;
        }
        try {
            added = room.tryAcquire(n, nanos, TimeUnit.NANOSECONDS) && add(handed);
        } finally {
            if (!added) {
                quota.give(handed.call(), n);
            }
        }
        return added;
    }

    /** All that is handed over, or none of it if there is no room for all. */
    boolean offer(Handed handed) {
        int n = handed.size();
        if (n == 0) {
            return true;
        } else if (!quota.take(handed.call(), n)) {
            return false;
        }
        boolean added = false;
        try {
            added = room.tryAcquire(n) && add(handed);
        } finally {
            if (!added) {
                quota.give(handed.call(), n);
            }
        }
        return added;
    }

    private boolean add(Handed handed) {
        try {
            return waiting.add(handed);
        } catch (OutOfMemoryError e) {
            room.release(handed.size());
            throw e;
        }
    }

    /** Whether more than half of the room is taken; a moment old, for it takes no lock. */
    boolean halfFull() {
        return room.availablePermits() < capacity - capacity / 2;
    }

    /** What the store is to be given next, the same again until {@link #stored} is called; empty if there is nothing. */
    synchronized List<Observation> next() {
        if (batch.isEmpty() && journal != null) {
            batch = journal.oldest(BATCH);
            fromJournal = !batch.isEmpty();
        }
        while (batch.isEmpty() && !(inHand.isEmpty() && noneWaits())) {
            if (inHand.isEmpty()) {
                inHand = take(BATCH);
            }
            // If one of them cannot be made now, as without memory, all stay in hand.
            batch = observe(inHand);
        }
        return batch;
    }

    /** The store has what {@link #next} gave. */
    synchronized void stored() {
        for (Observation one : batch) {
            stored += one.writer().equals(writer) ? 1 : 0;
        }
        if (journal != null && (fromJournal || inJournal)) {
            journal.taken(batch);
        }
        if (!fromJournal) {
            inHand.forEach(Draft::written);
            inHand = List.of();
        }
        batch = List.of();
        fromJournal = false;
        inJournal = false;
    }

    /**
     * Brings everything in memory to the local journal, what is in hand first, for it has the lower numbers. False if
     * there is none, or it has no room.
     */
    synchronized boolean spill() {
        if (journal == null) {
            return false;
        }
        if (!batch.isEmpty() && !fromJournal && !inJournal) {
            if (!journal.append(batch)) {
                return false;
            }
            inJournal = true;
            inHand.forEach(Draft::written);
        }
        while (!noneWaits()) {
            List<Draft> next = take(SPILLED);
            if (!next.isEmpty() && !spilled(journal, next)) {
                return false;
            }
            next.forEach(Draft::written);
        }
        return true;
    }

    private boolean spilled(SpillJournal to, List<Draft> next) {
        long before = sequence;
        boolean appended = false;
        try {
            appended = to.append(observe(next));
        } finally {
            if (!appended) {
                sequence = before;
                returned.addAll(next);
            }
        }
        return appended;
    }

    /** Tells those who would rather be refused than wait that the store fails. */
    synchronized void failFast() {
        inHand.forEach(Draft::failFast);
        returned.forEach(Draft::failFast);
        for (int i = takenOut; i < opened.length; i++) {
            opened[i].failFast();
        }
        waiting.forEach(Handed::failFast);
    }

    private boolean noneWaits() {
        return waiting.isEmpty() && takenOut == opened.length && returned.isEmpty();
    }

    /** What waits is made before it is taken out: without memory for it, it waits on. */
    private boolean open(boolean first) {
        try {
            opened = waiting.element().all();
        } catch (OutOfMemoryError e) {
            if (first) {
                throw e;
            }
            return false;
        }
        takenOut = 0;
        waiting.remove();
        return true;
    }

    private List<Draft> take(int most) {
        List<Draft> again = returned.subList(0, Math.min(most, returned.size()));
        List<Draft> next = new ArrayList<>(most);
        next.addAll(again);
        again.clear();
        int before = next.size();
        while (next.size() < most && (takenOut < opened.length || (!waiting.isEmpty() && open(next.isEmpty())))) {
            Draft draft = opened[takenOut++];
            next.add(draft);
            quota.give(draft.call, 1);
        }
        if (takenOut == opened.length) {
            opened = NONE;
            takenOut = 0;
        }
        room.release(next.size() - before);
        next.removeIf(draft -> !draft.take());
        next.forEach(draft -> draft.seen(records.ids()));
        return next;
    }

    private List<Observation> observe(List<Draft> drafts) {
        List<Observation> all = new ArrayList<>(drafts.size());
        long number = sequence;
        for (Draft draft : drafts) {
            DecisionRecord full = records.of(draft);
            all.add(new Observation(stream, writer, ++number, full.id(), full.at(), DecisionJson.write(full)));
        }
        sequence = number;
        return all;
    }

    synchronized Tally tally(Losses losses) {
        long memory = (long) capacity - room.availablePermits() + returned.size() + (inJournal ? 0 : inHand.size());
        return losses.tally(stored, memory, journal == null ? 0 : journal.pending());
    }

    synchronized void close() {
        if (journal != null) {
            journal.close();
        }
    }
}
