package io.modelgovernance.jdbc;

import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.Term;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Ends the lives of old bodies and begins those of new ones, in batches; its caller holds the head row. */
final class RecordWrites {
    private final String ledger;

    RecordWrites(String ledger) {
        this.ledger = ledger;
    }

    void replace(Connection connection, ChangeSet changes, long position) throws SQLException {
        end(connection, "gov_record", changes, position);
        end(connection, "gov_term", changes, position);
        insertRecords(connection, changes, position);
        insertTerms(connection, changes, position);
    }

    /** In a scope that was never written there is nothing to end. */
    private void end(Connection connection, String table, ChangeSet changes, long position) throws SQLException {
        String sql = "update " + table + " set valid_to = ? where ledger = ? and kind = ? and scope = ? and id = ?"
                + " and valid_to = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            boolean any = false;
            for (Put put : changes.puts()) {
                if (changes.expected().getOrDefault(put.key().scope(), 0L) > 0) {
                    update.setLong(1, position);
                    update.setString(2, ledger);
                    update.setString(3, put.key().kind());
                    update.setString(4, put.key().scope());
                    update.setString(5, put.key().id());
                    update.setLong(6, GovernanceStore.NOW);
                    update.addBatch();
                    any = true;
                }
            }
            run(update, any);
        }
    }

    private void insertRecords(Connection connection, ChangeSet changes, long position) throws SQLException {
        String sql = "insert into gov_record (ledger, scope, kind, id, valid_from, valid_to, body)"
                + " values (?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            boolean any = false;
            for (Put put : changes.puts()) {
                if (put.body().isPresent()) {
                    insert.setString(1, ledger);
                    insert.setString(2, put.key().scope());
                    insert.setString(3, put.key().kind());
                    insert.setString(4, put.key().id());
                    insert.setLong(5, position);
                    insert.setLong(6, GovernanceStore.NOW);
                    insert.setBytes(7, put.body().get());
                    insert.addBatch();
                    any = true;
                }
            }
            run(insert, any);
        }
    }

    private void insertTerms(Connection connection, ChangeSet changes, long position) throws SQLException {
        String sql = "insert into gov_term (ledger, kind, name, term, scope, id, valid_from, valid_to)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            boolean any = false;
            for (Put put : changes.puts()) {
                for (Term term : put.terms()) {
                    insert.setString(1, ledger);
                    insert.setString(2, put.key().kind());
                    insert.setString(3, term.name());
                    insert.setString(4, term.value());
                    insert.setString(5, put.key().scope());
                    insert.setString(6, put.key().id());
                    insert.setLong(7, position);
                    insert.setLong(8, GovernanceStore.NOW);
                    insert.addBatch();
                    any = true;
                }
            }
            run(insert, any);
        }
    }

    /** Some drivers refuse an empty batch. */
    private static void run(PreparedStatement statement, boolean any) throws SQLException {
        if (any) {
            statement.executeBatch();
        }
    }
}
