package io.modelgovernance.core.audit;

import io.modelgovernance.Digest;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.StoredRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Whether the stored records are what the log says was written: state equals history. */
final class RecordCheck {
    private static final int PAGE = 1_000;

    private record Life(long from, Optional<Digest> body) {}

    private final GovernanceStore store;
    private final Map<RecordKey, List<Life>> expected = new LinkedHashMap<>();

    RecordCheck(GovernanceStore store) {
        this.store = store;
    }

    void expect(AuditEntry.Change change, long position) {
        expected.computeIfAbsent(new RecordKey(change.scope(), change.kind(), change.id()), key -> new ArrayList<>())
                .add(new Life(position, change.body()));
    }

    long finish(long head, Consumer<String> problem) {
        long checked = 0;
        Set<String> kinds = new HashSet<>();
        Map<RecordKey, Life> current = new HashMap<>();
        for (Map.Entry<RecordKey, List<Life>> entry : expected.entrySet()) {
            List<Life> lives = entry.getValue();
            kinds.add(entry.getKey().kind());
            current.put(entry.getKey(), lives.get(lives.size() - 1));
            if (lives.size() > 1) {
                checked += history(entry.getKey(), lives, head, problem);
            }
        }
        for (String kind : kinds) {
            checked += current(kind, current, head, problem);
        }
        current.forEach((key, life) -> {
            if (life.body().isPresent()) {
                problem.accept("Record " + key + " of entry " + life.from() + " is missing.");
            }
        });
        return checked;
    }

    private long history(RecordKey key, List<Life> lives, long head, Consumer<String> problem) {
        List<StoredRecord> stored = store.history(key).stream()
                .filter(record -> record.from() <= head)
                .toList();
        List<Life> bodies =
                lives.stream().filter(life -> life.body().isPresent()).toList();
        if (stored.size() != bodies.size()) {
            problem.accept(
                    "Record " + key + " has " + stored.size() + " bodies but the log wrote " + bodies.size() + ".");
            return 0;
        }
        for (int i = 0; i < stored.size() - 1; i++) {
            compare(stored.get(i), bodies.get(i), problem);
        }
        return stored.size() - 1L;
    }

    private long current(String kind, Map<RecordKey, Life> current, long head, Consumer<String> problem) {
        long checked = 0;
        RecordQuery query = new RecordQuery(kind, Optional.empty(), List.of(), head, Optional.empty(), PAGE);
        while (true) {
            List<StoredRecord> page = store.search(query);
            for (StoredRecord record : page) {
                Life life = current.remove(record.key());
                if (life == null || life.body().isEmpty()) {
                    problem.accept("Record " + record.key() + " is stored but the log did not write it.");
                } else {
                    compare(record, life, problem);
                }
                checked++;
            }
            if (page.size() < PAGE) {
                return checked;
            }
            query = query.page(Optional.of(page.get(page.size() - 1).key()), PAGE);
        }
    }

    private static void compare(StoredRecord record, Life life, Consumer<String> problem) {
        boolean same = record.from() == life.from()
                && life.body().filter(Digest.of(record.body())::equals).isPresent();
        if (!same) {
            problem.accept("Record " + record.key() + " is not what entry " + life.from() + " wrote.");
        }
    }
}
