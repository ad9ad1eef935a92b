package io.modelgovernance.core.ledger;

import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.Snapshot;
import io.modelgovernance.spi.SnapshotQuery;
import io.modelgovernance.spi.StoredRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the records of one act, some of them ahead and in one question. For one thread. */
final class ActReads {
    private static final int PAGE = 1_000;
    private static final int PAGE_UNDER = 100;

    private final GovernanceStore store;
    /** By what they are or were at last. */
    private final Map<RecordKey, Optional<StoredRecord>> last = new HashMap<>();

    private final Map<RecordQuery, List<StoredRecord>> listed = new HashMap<>();

    ActReads(GovernanceStore store) {
        this.store = store;
    }

    /** The first page of the records whose id begins alike; an empty prefix for all. */
    static RecordQuery first(String kind, String scope, String prefix) {
        return prefix.isEmpty()
                ? RecordQuery.in(kind, scope).page(Optional.empty(), PAGE)
                : RecordQuery.in(kind, scope).page(Optional.of(new RecordKey(scope, kind, prefix)), PAGE_UNDER);
    }

    /** Reads, and answers the revisions of the scopes, which are no newer than what was read. */
    Map<String, Long> ahead(SnapshotQuery query) {
        Snapshot read = store.snapshot(query);
        query.keys()
                .forEach(key -> last.put(key, Optional.ofNullable(read.records().get(key))));
        for (int i = 0; i < query.lists().size(); i++) {
            listed.put(query.lists().get(i), read.lists().get(i));
        }
        return read.revisions();
    }

    Optional<StoredRecord> find(RecordKey key) {
        Optional<StoredRecord> ahead = last.get(key);
        return ahead == null
                ? store.find(key, GovernanceStore.NOW)
                : ahead.filter(record -> record.to() == GovernanceStore.NOW);
    }

    /** What a record is or was at last. */
    Optional<StoredRecord> last(RecordKey key) {
        Optional<StoredRecord> ahead = last.get(key);
        return ahead == null ? store.history(key).stream().reduce((before, after) -> after) : ahead;
    }

    List<StoredRecord> list(String kind, String scope, String prefix) {
        List<StoredRecord> all = new ArrayList<>();
        RecordQuery query = first(kind, scope, prefix);
        List<StoredRecord> page = listed.computeIfAbsent(query, store::search);
        while (true) {
            for (StoredRecord record : page) {
                if (!record.key().id().startsWith(prefix)) {
                    return all;
                }
                all.add(record);
            }
            if (page.size() < query.limit()) {
                return all;
            }
            query = query.page(Optional.of(page.get(page.size() - 1).key()), query.limit());
            page = store.search(query);
        }
    }
}
