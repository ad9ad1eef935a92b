package io.modelgovernance.jdbc;

import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.SnapshotQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * The statement of a snapshot where arrays can be bound: the same one whatever is asked, three branches instead of one a
 * read, for what the server does before a branch's first row costs it more than the row. Each read is a subquery with a
 * limit, which is asked row by row and by an index, however little the planner knows of the table.
 */
final class ArraySnapshots {
    private static final String ANSWER = ", n - 1, r.scope, r.id, r.valid_from, r.body, r.valid_to from unnest(";
    private static final String EACH = ") with ordinality as q ";
    private static final String ROW =
            " cross join lateral (select scope, id, valid_from, body, valid_to from gov_record"
                    + " where ledger = ? and kind = q.kind and scope = q.scope";
    private static final String EXPECTED = " where " + BoundArrays.few("n");
    private static final String TEXTS = BoundArrays.TEXTS;

    private static final String REVISIONS =
            "select " + Snapshots.REVISION + ", 0, s.scope, '', s.revision, null, 0 from"
                    + " unnest(" + TEXTS
                    + ") with ordinality as q (scope, n) cross join lateral (select scope, revision from gov_scope"
                    + " where ledger = ? and scope = q.scope offset 0) s" + EXPECTED;
    private static final String RECORDS = "select " + Snapshots.RECORD + ANSWER + TEXTS + ", " + TEXTS + ", " + TEXTS
            + EACH + "(kind, scope, id, n)" + ROW
            + " and id = q.id order by ledger desc, kind desc, scope desc, id desc, valid_from desc limit 1) r"
            + EXPECTED;
    private static final String LISTS = "select " + Snapshots.LIST + ANSWER + TEXTS + ", " + TEXTS + ", " + TEXTS
            + ", " + BoundArrays.INTEGERS + EACH + "(kind, scope, behind, most, n)" + ROW + " and" + Sql.LIVING
            + " and id > q.behind order by ledger, kind, valid_to, scope, id limit q.most) r" + EXPECTED;
    private static final String SQL = REVISIONS + " union all " + RECORDS + " union all " + LISTS;

    private ArraySnapshots() {}

    static PreparedStatement prepare(Connection connection, String ledger, SnapshotQuery query) throws SQLException {
        PreparedStatement select = connection.prepareStatement(SQL);
        List<RecordKey> keys = query.keys();
        List<RecordQuery> lists = query.lists();
        select.setArray(1, BoundArrays.texts(connection, query.scopes()));
        select.setString(2, ledger);
        select.setArray(3, BoundArrays.texts(connection, keys, RecordKey::kind));
        select.setArray(4, BoundArrays.texts(connection, keys, RecordKey::scope));
        select.setArray(5, BoundArrays.texts(connection, keys, RecordKey::id));
        select.setString(6, ledger);
        select.setArray(7, BoundArrays.texts(connection, lists, RecordQuery::kind));
        select.setArray(
                8, BoundArrays.texts(connection, lists, list -> list.scope().orElseThrow()));
        select.setArray(
                9,
                BoundArrays.texts(
                        connection,
                        lists,
                        list -> list.after().map(RecordKey::id).orElse("")));
        select.setArray(10, BoundArrays.integers(connection, lists, RecordQuery::limit));
        select.setString(11, ledger);
        return select;
    }
}
