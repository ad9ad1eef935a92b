package io.modelgovernance.core.audit;

import io.modelgovernance.Digest;
import io.modelgovernance.GovernanceException;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.EntryBody;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.JournalEntry;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.Scanned;
import io.modelgovernance.spi.StoredRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rebuilds some of the records from the journal, and says where the stored ones are others, the earliest first. */
final class RecordReplay {
    private static final int PAGE = 1_000;

    /** What one entry made of a record, and the position at which it ceased to hold. */
    private record Life(long from, long to, Optional<Digest> body, Optional<Digest> terms) {}

    private record Difference(long position, String text) {}

    private final GovernanceStore store;
    private final Set<Integer> buckets;
    private final long head;
    private final Map<RecordKey, List<Life>> lives = new HashMap<>();
    private final List<Difference> differences = new ArrayList<>();

    /**
     * Replays.
     *
     * @param buckets which records, by the bucket of their key
     * @param head up to which entry
     */
    RecordReplay(GovernanceStore store, Set<Integer> buckets, long head) {
        this.store = store;
        this.buckets = buckets;
        this.head = head;
    }

    List<String> differences() {
        long position = 0;
        while (position < head) {
            List<JournalEntry> page = store.journal(position, (int) Math.min(PAGE, head - position));
            if (page.isEmpty()) {
                break;
            }
            page.forEach(this::replay);
            position = page.get(page.size() - 1).position();
        }
        RecordCheck.scan(store, head, (row, following) -> compare(row), later -> {});
        lives.forEach((key, rest) -> rest.forEach(
                life -> differ(life.from(), "Record " + key + " of entry " + life.from() + " is missing.")));
        return differences.stream()
                .sorted(Comparator.comparing(Difference::position).thenComparing(Difference::text))
                .map(Difference::text)
                .toList();
    }

    private void differ(long position, String text) {
        differences.add(new Difference(position, text));
    }

    /** An entry that cannot be read is a problem of the log, which names it. */
    private void replay(JournalEntry stored) {
        try {
            EntryBody.read(stored).changes().forEach(change -> replay(change, stored.position()));
        } catch (GovernanceException e) {
            return;
        }
    }

    private void replay(AuditEntry.Change change, long position) {
        RecordKey key = new RecordKey(change.scope(), change.kind(), change.id());
        if (!buckets.contains(Fingerprints.bucket(key))) {
            return;
        }
        List<Life> all = lives.computeIfAbsent(key, unused -> new ArrayList<>());
        int last = all.size() - 1;
        if (last >= 0 && all.get(last).to() == GovernanceStore.NOW) {
            Life life = all.get(last);
            all.set(last, new Life(life.from(), position, life.body(), life.terms()));
        }
        if (change.body().isPresent()) {
            all.add(new Life(position, GovernanceStore.NOW, change.body(), change.terms()));
        }
    }

    private void compare(Scanned row) {
        StoredRecord record = row.record();
        if (!buckets.contains(Fingerprints.bucket(record.key()))) {
            return;
        }
        List<Life> all = lives.getOrDefault(record.key(), List.of());
        Life life = all.stream()
                .filter(one -> one.from() == record.from())
                .findFirst()
                .orElse(null);
        if (life == null) {
            differ(record.from(), "Record " + record.key() + " is stored but the log did not write it.");
            return;
        }
        all.remove(life);
        String named = "Record " + record.key();
        if (life.body().filter(Digest.of(record.body())::equals).isEmpty()) {
            differ(life.from(), named + " is not what entry " + life.from() + " wrote.");
        }
        if (!life.terms().equals(Act.digest(row.terms())) || !row.strays().isEmpty()) {
            differ(life.from(), named + " is found by other terms than entry " + life.from() + " wrote.");
        }
        long to = RecordCheck.to(record, head);
        if (life.to() != to) {
            differ(
                    life.from(),
                    named + " of entry " + life.from() + " is stored until " + end(to) + " but the log says "
                            + end(life.to()) + ".");
        }
    }

    private static String end(long position) {
        return position == GovernanceStore.NOW ? "now" : "entry " + position;
    }
}
