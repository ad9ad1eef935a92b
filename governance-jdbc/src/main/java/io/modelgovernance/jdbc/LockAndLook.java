package io.modelgovernance.jdbc;

import io.modelgovernance.spi.Head;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Locks the head and looks what is known behind the lock, in one call where arrays can be bound: whoever holds the head
 * makes all others wait. They are two statements, for the second must see what was committed while the first one waited.
 */
final class LockAndLook {
    private static final String EACH = " from unnest(" + BoundArrays.TEXTS + ") with ordinality as q (value, n)"
            + " cross join lateral (select * from ";
    private static final String EXPECTED = " offset 0) x where " + BoundArrays.few("n");
    private static final String SQL = Acts.LOCK + "; select 's', x.scope, x.revision, 0" + EACH
            + "gov_scope where ledger = ? and scope = q.value" + EXPECTED
            + " union all select 'a', x.act_id, x.position, x.recorded_at" + EACH
            + "gov_journal where ledger = ? and act_id = q.value" + EXPECTED;

    private LockAndLook() {}

    static Head at(Connection connection, String ledger, Known known) throws SQLException {
        try (PreparedStatement both = connection.prepareStatement(SQL)) {
            both.setString(1, ledger);
            both.setArray(2, BoundArrays.texts(connection, known.scopes()));
            both.setString(3, ledger);
            both.setArray(4, BoundArrays.texts(connection, known.ids()));
            both.setString(5, ledger);
            both.execute();
            Head head;
            try (ResultSet row = both.getResultSet()) {
                head = Acts.locked(row, ledger);
            }
            if (!both.getMoreResults()) {
                throw new SQLException("The look behind the lock must have an answer", "02000");
            }
            try (ResultSet rows = both.getResultSet()) {
                known.take(rows);
            }
            return head;
        }
    }
}
