package io.modelgovernance.jdbc;

import io.modelgovernance.spi.RecordKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes acts that have their places: few statements, however many acts; its caller holds the head row.
 *
 * <p>No two of them write to the same scope.
 */
final class ActWrites {
    private static final String SET = " set valid_to = ?";
    private static final String LIVING = " where ledger = ? and kind = ? and scope = ? and id = ? and" + Sql.LIVING;
    private static final String END_RECORD = "update gov_record" + SET + LIVING;
    /** The terms of a record that changed often are many: those of its last life are found by when that began. */
    private static final String END_TERMS = "update gov_term" + SET + LIVING
            + " and valid_from = (select r.valid_from from gov_record r where r.ledger = ? and r.kind = ? and r.scope = ?"
            + " and r.id = ? order by r.ledger desc, r.kind desc, r.scope desc, r.id desc, r.valid_from desc limit 1)";

    static final String MOVE_HEAD = "update gov_log set position = ?, recorded_at = ?, tree_state = ? where ledger = ?";

    private final String ledger;
    private final Dialect dialect;

    ActWrites(String ledger, Dialect dialect) {
        this.ledger = ledger;
        this.dialect = dialect;
    }

    void write(Connection connection, List<SealedAct> acts) throws SQLException {
        if (dialect.arrays()) {
            ArrayWrites.write(connection, ledger, acts);
            return;
        }
        ActRows rows = ActRows.of(ledger, acts);
        end(connection, END_RECORD, acts, this::living);
        end(connection, END_TERMS, acts, this::terms);
        Inserts.write(connection, rows.records());
        Inserts.write(connection, rows.terms());
        Inserts.write(connection, rows.first());
        moveScopes(connection, rows.moved());
        Inserts.write(connection, rows.entries());
        moveHead(connection, acts.get(acts.size() - 1));
    }

    /** Some drivers refuse an empty batch. */
    private static void end(Connection connection, String sql, List<SealedAct> acts, End end) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            boolean any = false;
            for (SealedAct act : acts) {
                for (RecordKey key : act.replaced()) {
                    end.bind(update, act.position(), key);
                    update.addBatch();
                    any = true;
                }
            }
            if (any) {
                update.executeBatch();
            }
        }
    }

    /** Binds what ends a record at a position. */
    private interface End {
        void bind(PreparedStatement update, long position, RecordKey key) throws SQLException;
    }

    private void living(PreparedStatement update, long position, RecordKey key) throws SQLException {
        living(update, 1, position, key);
    }

    private void terms(PreparedStatement update, long position, RecordKey key) throws SQLException {
        living(update, 1, position, key);
        key(update, 6, key);
    }

    private void living(PreparedStatement update, int first, long position, RecordKey key) throws SQLException {
        update.setLong(first, position);
        key(update, first + 1, key);
    }

    private void key(PreparedStatement update, int first, RecordKey key) throws SQLException {
        update.setString(first, ledger);
        update.setString(first + 1, key.kind());
        update.setString(first + 2, key.scope());
        update.setString(first + 3, key.id());
    }

    private static void moveScopes(Connection connection, Rows scopes) throws SQLException {
        if (scopes.values().isEmpty()) {
            return;
        }
        String sql = "update gov_scope set revision = ? where ledger = ? and scope = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (Object[] scope : scopes.values()) {
                for (int i = 0; i < scope.length; i++) {
                    update.setObject(i + 1, scope[i]);
                }
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private void moveHead(Connection connection, SealedAct last) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(MOVE_HEAD)) {
            bindHead(update, 1, ledger, last);
            update.executeUpdate();
        }
    }

    static void bindHead(PreparedStatement update, int first, String ledger, SealedAct last) throws SQLException {
        update.setLong(first, last.position());
        update.setLong(first + 1, Micros.of(last.recordedAt()));
        update.setBytes(first + 2, last.sealed().treeState());
        update.setString(first + 3, ledger);
    }
}
