package io.modelgovernance.jdbc;

import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.Snapshot;
import io.modelgovernance.spi.SnapshotQuery;
import io.modelgovernance.spi.StoredRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Several reads as one statement, so as of one moment, each by its key and an index. A row says first what it answers: the
 * revisions, a record, or a list, and which of them.
 *
 * <p>The revisions come first: at an isolation that lets a statement see what is committed meanwhile, they are then older
 * than the records and not newer, and an act that rests on them is refused.
 */
final class Snapshots {
    /** What a row answers. */
    static final int REVISION = 0;

    /** See {@link #REVISION}. */
    static final int RECORD = 1;

    /** See {@link #REVISION}. */
    static final int LIST = 2;

    private static final String ROW = ", r.scope, r.id, r.valid_from, r.body, r.valid_to from gov_record r"
            + " where r.ledger = ? and r.kind = ? and r.scope = ?";

    private final String ledger;
    private final Dialect dialect;

    Snapshots(String ledger, Dialect dialect) {
        this.ledger = ledger;
        this.dialect = dialect;
    }

    Snapshot read(Connection connection, SnapshotQuery query) throws SQLException {
        Map<String, Long> revisions = new HashMap<>();
        query.scopes().forEach(scope -> revisions.put(scope, 0L));
        Map<RecordKey, StoredRecord> records = new HashMap<>();
        List<List<StoredRecord>> lists = new ArrayList<>();
        query.lists().forEach(list -> lists.add(new ArrayList<>()));
        if (query.keys().size() + revisions.size() + lists.size() == 0) {
            return new Snapshot(revisions, records, lists);
        }
        try (PreparedStatement select = dialect.arrays()
                        ? ArraySnapshots.prepare(connection, ledger, query)
                        : branches(query).prepare(connection);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                int which = row.getInt(2);
                switch (row.getInt(1)) {
                    case REVISION -> revisions.put(row.getString(3), row.getLong(5));
                    case RECORD -> {
                        RecordKey key =
                                query.keys().get(Math.min(which, query.keys().size() - 1));
                        records.put(key, record(key, row));
                    }
                    default -> {
                        String kind = query.lists().get(which).kind();
                        lists.get(which).add(record(new RecordKey(row.getString(3), kind, row.getString(4)), row));
                    }
                }
            }
        }
        lists.forEach(
                list -> list.sort(Comparator.comparing(record -> record.key().id())));
        return new Snapshot(revisions, records, lists);
    }

    private static StoredRecord record(RecordKey key, ResultSet row) throws SQLException {
        return new StoredRecord(key, row.getBytes(6), row.getLong(5), row.getLong(7));
    }

    /** A branch for each read, where a statement takes no arrays. */
    private Sql branches(SnapshotQuery query) {
        Sql sql = new Sql();
        String union = "";
        if (!query.scopes().isEmpty()) {
            String list = String.join(", ", Collections.nCopies(places(query.scopes()), "?"));
            sql.add(
                    "select " + REVISION + ", 0, s.scope, '', s.revision, null, 0 from gov_scope s where s.ledger = ?"
                            + " and s.scope in (" + list + ")",
                    ledger);
            for (int i = 0; i < places(query.scopes()); i++) {
                sql.add("", last(query.scopes(), i));
            }
            union = " union all ";
        }
        for (int i = 0; i < places(query.keys()); i++) {
            RecordKey key = last(query.keys(), i);
            sql.add(union + "(select " + RECORD + ", ")
                    .add(i + ROW, ledger, key.kind(), key.scope())
                    .add(" and r.id = ?", key.id())
                    .add(" order by r.ledger desc, r.kind desc, r.scope desc, r.id desc, r.valid_from desc limit 1)");
            union = " union all ";
        }
        for (int i = 0; i < query.lists().size(); i++) {
            RecordQuery list = query.lists().get(i);
            sql.add(union + "(select " + LIST + ", ")
                    .add(i + ROW, ledger, list.kind(), list.scope().orElseThrow())
                    .validity("r", GovernanceStore.NOW);
            list.after().ifPresent(after -> sql.add(" and r.id > ?", after.id()));
            sql.add(" order by r.ledger, r.kind, r.valid_to, r.scope, r.id limit ?)", list.limit());
            union = " union all ";
        }
        return sql;
    }

    /** A power of two, filled up with the last one, so that few different statements are to be prepared. */
    private static int places(List<?> asked) {
        return asked.size() < 2 ? asked.size() : Integer.highestOneBit(asked.size() - 1) * 2;
    }

    private static <T> T last(List<T> asked, int place) {
        return asked.get(Math.min(place, asked.size() - 1));
    }
}
