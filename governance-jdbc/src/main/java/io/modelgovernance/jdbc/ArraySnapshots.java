package io.modelgovernance.jdbc;

import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.SnapshotQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

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
    /** Always true; without it the server guesses ten rows where it does not see the arrays, and so plans each time. */
    private static final String EXPECTED = " where n % 1 = 0";

    private static final String TEXTS = "cast(? as varchar[])";

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
            + ", cast(? as integer[])" + EACH + "(kind, scope, behind, most, n)" + ROW + " and" + Sql.LIVING
            + " and id > q.behind order by ledger, kind, valid_to, scope, id limit q.most) r" + EXPECTED;
    private static final String SQL = REVISIONS + " union all " + RECORDS + " union all " + LISTS;

    private ArraySnapshots() {}

    static PreparedStatement prepare(Connection connection, String ledger, SnapshotQuery query) throws SQLException {
        PreparedStatement select = connection.prepareStatement(SQL);
        texts(select, 1, query.scopes(), scope -> scope);
        select.setString(2, ledger);
        texts(select, 3, query.keys(), RecordKey::kind);
        texts(select, 4, query.keys(), RecordKey::scope);
        texts(select, 5, query.keys(), RecordKey::id);
        select.setString(6, ledger);
        texts(select, 7, query.lists(), RecordQuery::kind);
        texts(select, 8, query.lists(), list -> list.scope().orElseThrow());
        texts(select, 9, query.lists(), list -> list.after().map(RecordKey::id).orElse(""));
        Integer[] limits = query.lists().stream().map(RecordQuery::limit).toArray(Integer[]::new);
        select.setArray(10, connection.createArrayOf("int4", limits));
        select.setString(11, ledger);
        return select;
    }

    private static <T> void texts(PreparedStatement select, int place, List<T> asked, Function<T, String> text)
            throws SQLException {
        String[] texts = asked.stream().map(text).toArray(String[]::new);
        select.setArray(place, select.getConnection().createArrayOf("varchar", texts));
    }
}
