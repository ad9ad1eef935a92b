package io.modelgovernance.core.ledger;

import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a query to its end, page by page. */
final class Pages {
    private static final int SIZE = 1_000;

    private Pages() {}

    static List<StoredRecord> all(GovernanceStore store, RecordQuery query) {
        List<StoredRecord> all = new ArrayList<>();
        RecordQuery page = query.page(Optional.empty(), SIZE);
        while (true) {
            List<StoredRecord> records = store.search(page);
            all.addAll(records);
            if (records.size() < SIZE) {
                return all;
            }
            page = query.page(Optional.of(records.get(records.size() - 1).key()), SIZE);
        }
    }
}
