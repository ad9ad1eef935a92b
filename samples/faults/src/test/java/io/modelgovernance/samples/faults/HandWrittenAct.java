package io.modelgovernance.samples.faults;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * The fewest statements in which one could write an act into the same tables: lock the head, compare and set the
 * revision, end the old body, insert the new one and the entry, move the head; a commit. It does not look whether the act
 * was made before, and knows no terms.
 */
final class HandWrittenAct {
    private static final String LEDGER = "byhand";

    private HandWrittenAct() {}

    static void write(Connection connection, String scope, long revision, byte[] body) throws SQLException {
        long position;
        try (PreparedStatement head = connection.prepareStatement(
                        "select position, recorded_at, tree_state from gov_log where ledger = ? for update");
                ResultSet row = run(head, LEDGER)) {
            row.next();
            position = row.getLong(1) + 1;
        }
        int raised = revision == 0
                ? update(connection, "insert into gov_scope (ledger, scope, revision) values (?, ?, 1)", LEDGER, scope)
                : update(
                        connection,
                        "update gov_scope set revision = ? where ledger = ? and scope = ? and revision = ?",
                        revision + 1,
                        LEDGER,
                        scope,
                        revision);
        if (raised != 1) {
            throw new SQLException("stale");
        }
        if (revision > 0) {
            update(
                    connection,
                    "update gov_record set valid_to = ? where ledger = ? and kind = 'finding' and scope = ? and id = '1'"
                            + " and valid_to = ?",
                    position,
                    LEDGER,
                    scope,
                    Long.MAX_VALUE);
        }
        update(
                connection,
                "insert into gov_record (ledger, scope, kind, id, valid_from, valid_to, body)"
                        + " values (?, ?, 'finding', '1', ?, ?, ?)",
                LEDGER,
                scope,
                position,
                Long.MAX_VALUE,
                body);
        update(
                connection,
                "insert into gov_journal values (?, ?, ?, 0, ?, ?)",
                LEDGER,
                position,
                UUID.randomUUID().toString(),
                body,
                new byte[64]);
        update(
                connection,
                "update gov_log set position = ?, tree_state = ? where ledger = ?",
                position,
                new byte[256],
                LEDGER);
        connection.commit();
    }

    static String ledger() {
        return LEDGER;
    }

    private static ResultSet run(PreparedStatement select, Object... values) throws SQLException {
        bind(select, values);
        return select.executeQuery();
    }

    private static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
