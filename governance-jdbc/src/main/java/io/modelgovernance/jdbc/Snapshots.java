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
 * Several reads as one statement, so as of one moment: a branch for each, by its key and an index, whose first column says
 * which it is.
 */
final class Snapshots {
    private static final String RECORD = ", r.scope, r.id, r.valid_from, r.body, r.valid_to from gov_record r"
            + " where r.ledger = ? and r.kind = ? and r.scope = ?";
    private static final String LAST =
            " order by r.ledger desc, r.kind desc, r.scope desc, r.id desc, r.valid_from desc limit 1)";
    private static final int SCOPES = -1;

    private final String ledger;

    Snapshots(String ledger) {
        this.ledger = ledger;
    }

    Snapshot read(Connection connection, SnapshotQuery query) throws SQLException {
        int keys = places(query.keys());
        Map<String, Long> revisions = new HashMap<>();
        query.scopes().forEach(scope -> revisions.put(scope, 0L));
        Map<RecordKey, StoredRecord> records = new HashMap<>();
        List<List<StoredRecord>> lists = new ArrayList<>();
        query.lists().forEach(list -> lists.add(new ArrayList<>()));
        if (keys + revisions.size() + lists.size() == 0) {
            return new Snapshot(revisions, records, lists);
        }
        try (PreparedStatement select = sql(query).prepare(connection);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                int branch = row.getInt(1);
                if (branch == SCOPES) {
                    revisions.put(row.getString(2), row.getLong(4));
                } else if (branch < keys) {
                    RecordKey key = last(query.keys(), branch);
                    records.put(key, record(key, row));
                } else {
                    RecordQuery list = query.lists().get(branch - keys);
                    RecordKey key = new RecordKey(row.getString(2), list.kind(), row.getString(3));
                    lists.get(branch - keys).add(record(key, row));
                }
            }
        }
        lists.forEach(
                list -> list.sort(Comparator.comparing(record -> record.key().id())));
        return new Snapshot(revisions, records, lists);
    }

    private static StoredRecord record(RecordKey key, ResultSet row) throws SQLException {
        return new StoredRecord(key, row.getBytes(5), row.getLong(4), row.getLong(6));
    }

    /**
     * The revisions come first: at an isolation that lets a statement see what is committed meanwhile, they are then older
     * than the records and not newer, and an act that rests on them is refused.
     */
    private Sql sql(SnapshotQuery query) {
        Sql sql = new Sql();
        String union = "";
        if (!query.scopes().isEmpty()) {
            String list = String.join(", ", Collections.nCopies(places(query.scopes()), "?"));
            sql.add(
                    "select " + SCOPES + ", s.scope, '', s.revision, null, 0 from gov_scope s where s.ledger = ?"
                            + " and s.scope in (" + list + ")",
                    ledger);
            for (int i = 0; i < places(query.scopes()); i++) {
                sql.add("", last(query.scopes(), i));
            }
            union = " union all ";
        }
        int branch = 0;
        for (; branch < places(query.keys()); branch++) {
            RecordKey key = last(query.keys(), branch);
            sql.add(union + "(select ")
                    .add(branch + RECORD, ledger, key.kind(), key.scope())
                    .add(" and r.id = ?" + LAST, key.id());
            union = " union all ";
        }
        for (RecordQuery list : query.lists()) {
            sql.add(union + "(select ")
                    .add(branch + RECORD, ledger, list.kind(), list.scope().orElseThrow())
                    .validity("r", GovernanceStore.NOW);
            list.after().ifPresent(after -> sql.add(" and r.id > ?", after.id()));
            sql.add(" order by r.ledger, r.kind, r.valid_to, r.scope, r.id limit ?)", list.limit());
            union = " union all ";
            branch++;
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
