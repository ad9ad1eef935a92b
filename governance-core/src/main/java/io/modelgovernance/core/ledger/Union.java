package io.modelgovernance.core.ledger;

import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.StoredRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.PriorityQueue;

/** The records of several queries of one kind, in key order and each once, read page by page. Used by one thread. */
final class Union implements Iterator<StoredRecord> {
    private static final int PAGE = 1_000;
    private static final Comparator<RecordKey> ORDER =
            Comparator.comparing(RecordKey::scope).thenComparing(RecordKey::id);

    private final GovernanceStore store;
    private final PriorityQueue<Branch> branches = new PriorityQueue<>(
            Comparator.comparing((Branch branch) -> branch.record().key(), ORDER));
    /** Those that gave what was taken last; they go on when more is asked for, for that may be another page. */
    private final List<Branch> behind = new ArrayList<>();

    Union(GovernanceStore store, List<RecordQuery> queries) {
        this.store = store;
        queries.forEach(query -> add(new Branch(query)));
    }

    private void add(Branch branch) {
        if (branch.has()) {
            branches.add(branch);
        }
    }

    /** One of the queries, and how far it has come. */
    private final class Branch {
        private RecordQuery query;
        private List<StoredRecord> page;
        private int at;

        Branch(RecordQuery query) {
            this.query = query;
            this.page = store.search(query);
        }

        StoredRecord record() {
            return page.get(at);
        }

        boolean has() {
            if (at == page.size() && at == query.limit()) {
                query = query.page(Optional.of(page.get(at - 1).key()), PAGE);
                page = store.search(query);
                at = 0;
            }
            return at < page.size();
        }
    }

    @Override
    public boolean hasNext() {
        behind.forEach(this::add);
        behind.clear();
        return !branches.isEmpty();
    }

    @Override
    public StoredRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        StoredRecord next = branches.element().record();
        while (!branches.isEmpty() && branches.element().record().key().equals(next.key())) {
            Branch branch = branches.remove();
            branch.at++;
            behind.add(branch);
        }
        return next;
    }
}
