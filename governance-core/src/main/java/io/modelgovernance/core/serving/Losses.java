package io.modelgovernance.core.serving;

import io.modelgovernance.Actor;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.serving.Tally;
import io.modelgovernance.spi.RecordKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the records that are missing although their decisions were made, and declares the counts in the audit log.
 *
 * <p>A declaration holds totals of the writer so far, so that one whose answer was lost may be made again. Thread-safe.
 */
final class Losses {
    private final LongAdder served = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder sampled = new LongAdder();
    private final List<String> withdrawn = new ArrayList<>();
    private final AtomicLong declared = new AtomicLong();
    private final RecordKey key;
    private final String stream;
    private final String writer;
    private long withdrawals;
    private Declared last;

    /**
     * What a writer declares to be missing from the log, in all.
     *
     * @param stream the stream
     * @param writer the writer
     * @param served answered calls whose record was due
     * @param dropped decisions that left without a record, for there was no room
     * @param sampledOut approvals that sampling left out
     * @param withdrawn stored records of decisions that were refused after all
     * @param since ids of those withdrawn since the declaration before
     */
    record Declared(
            String stream,
            String writer,
            long served,
            long dropped,
            long sampledOut,
            long withdrawn,
            List<String> since) {
        boolean sameLosses(Declared other) {
            return dropped == other.dropped && sampledOut == other.sampledOut && withdrawn == other.withdrawn;
        }
    }

    Losses(String stream, String writer) {
        this.stream = stream;
        this.writer = writer;
        this.key = new RecordKey(Keys.sealed(stream, writer), Keys.MISSING, writer);
        this.last = new Declared(stream, writer, 0, 0, 0, 0, List.of());
    }

    void served(long more) {
        served.add(more);
    }

    void dropped(long more) {
        dropped.add(more);
    }

    void sampled() {
        sampled.increment();
    }

    synchronized void withdrawn(String id) {
        withdrawn.add(id);
        withdrawals++;
    }

    /** Declares what is missing since the last time; does nothing if that is nothing. */
    synchronized void declare(Ledger ledger, Actor service) {
        Declared now = new Declared(
                stream, writer, served.sum(), dropped.sum(), sampled.sum(), withdrawals, List.copyOf(withdrawn));
        if (now.sameLosses(last)) {
            return;
        }
        ledger.act(service, EventType.DECISIONS_MISSING, stream, "", act -> {
            act.detail("writer", writer);
            act.detail("served", now.served());
            act.detail("dropped", now.dropped());
            act.detail("sampledOut", now.sampledOut());
            act.detail("withdrawn", now.withdrawn());
            act.put(key, now);
            return now;
        });
        withdrawn.clear();
        last = now;
        declared.set(now.dropped() + now.sampledOut());
    }

    synchronized Tally tally(long stored, long waiting, long spilled) {
        return new Tally(
                served.sum(), stored, waiting, spilled, dropped.sum(), sampled.sum(), declared.get(), withdrawals);
    }
}
