package io.modelgovernance.core.audit;

import io.modelgovernance.Digest;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.Scanned;
import io.modelgovernance.spi.StoredRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether the stored records are what the log says was written: state equals history.
 *
 * <p>Each body that was ever put, with its terms and the position from which it held, and each end of a record, is read
 * from the journal and from the records, and the two are compared without keeping either. Where they differ, the
 * records concerned are replayed from the journal and the differences named, the earliest first.
 */
final class RecordCheck {
    private static final int PAGE = 1_000;
    private static final int BUCKETS_AT_ONCE = 64;
    private static final String END = "end";
    private static final String WRONG = "wrong";

    private final GovernanceStore store;
    private final Fingerprints prints = new Fingerprints();
    private @Nullable StoredRecord lastEnd;
    private @Nullable StoredRecord lastBegin;
    private long checked;

    RecordCheck(GovernanceStore store) {
        this.store = store;
    }

    void expect(AuditEntry.Change change, long position) {
        RecordKey key = new RecordKey(change.scope(), change.kind(), change.id());
        String what = change.body().map(body -> put(body, change.terms())).orElse(END);
        prints.add(key, position, what);
    }

    private static String put(Digest body, Optional<Digest> terms) {
        return "put " + body + " " + terms.map(Digest::toString).orElse("");
    }

    long finish(long head, Consumer<String> problem) {
        scan(store, head, (row, following) -> subtract(row, following, head), this::note);
        requireWritten(store.head().position(), problem);
        List<Integer> differing = prints.differing();
        boolean found = false;
        for (int from = 0; from < differing.size() && !found; from += BUCKETS_AT_ONCE) {
            List<Integer> some = differing.subList(from, Math.min(from + BUCKETS_AT_ONCE, differing.size()));
            List<String> differences = new RecordReplay(store, new HashSet<>(some), head).differences();
            differences.forEach(problem);
            found = !differences.isEmpty();
        }
        return checked;
    }

    /** What began or ended after the head was written meanwhile; what does so after the head of now never was. */
    private void requireWritten(long now, Consumer<String> problem) {
        if (lastBegin != null && lastBegin.from() > now) {
            problem.accept("Record " + lastBegin.key() + " is stored from entry " + lastBegin.from()
                    + " on, which is not written.");
        }
        if (lastEnd != null && lastEnd.to() > now) {
            problem.accept("Record " + lastEnd.key() + " of entry " + lastEnd.from() + " is stored until entry "
                    + lastEnd.to() + ", which is not written.");
        }
    }

    private void note(StoredRecord later) {
        if (lastBegin == null || later.from() > lastBegin.from()) {
            lastBegin = later;
        }
    }

    /** Each stored body that the log up to the head knows of, with the next one of the same record. */
    interface Row {
        void next(Scanned row, @Nullable StoredRecord following);
    }

    /** What was written after the head is not there yet, and what was ended after it is current. */
    static void scan(GovernanceStore store, long head, Row each, Consumer<StoredRecord> later) {
        Scanned last = null;
        Optional<StoredRecord> after = Optional.empty();
        while (true) {
            List<Scanned> page = store.scan(after, PAGE);
            for (Scanned row : page) {
                if (row.record().from() > head) {
                    later.accept(row.record());
                } else {
                    if (last != null) {
                        boolean same = last.record().key().equals(row.record().key());
                        each.next(last, same ? row.record() : null);
                    }
                    last = row;
                }
            }
            if (page.size() < PAGE) {
                break;
            }
            after = Optional.of(page.get(page.size() - 1).record());
        }
        if (last != null) {
            each.next(last, null);
        }
    }

    /** When a body ceased to hold, as the log up to the head knows it. */
    static long to(StoredRecord record, long head) {
        return record.to() > head ? GovernanceStore.NOW : record.to();
    }

    private void subtract(Scanned row, @Nullable StoredRecord following, long head) {
        StoredRecord record = row.record();
        checked++;
        prints.subtract(record.key(), record.from(), put(Digest.of(record.body()), Act.digest(row.terms())));
        if (record.to() <= record.from()
                || (following != null && record.to() > following.from())
                || !row.strays().isEmpty()) {
            prints.subtract(record.key(), record.from(), WRONG);
        }
        long to = to(record, head);
        boolean replaced = following != null && to == following.from();
        if (!replaced && to != GovernanceStore.NOW) {
            prints.subtract(record.key(), to, END);
        }
        if (record.to() != GovernanceStore.NOW && (lastEnd == null || record.to() > lastEnd.to())) {
            lastEnd = record;
        }
    }
}
