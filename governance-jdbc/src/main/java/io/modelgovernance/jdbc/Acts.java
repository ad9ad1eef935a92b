package io.modelgovernance.jdbc;

import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.Committed;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Head;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.Sealer;
import io.modelgovernance.spi.StaleScopeException;
import io.modelgovernance.spi.Term;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes an act. The first statement locks the ledger's head row; behind that lock "update, else insert" is safe on
 * every database at every isolation level, so nothing else is needed.
 */
final class Acts {
    private final String ledger;

    Acts(String ledger) {
        this.ledger = ledger;
    }

    Committed commit(Connection connection, ChangeSet changes) throws SQLException {
        lockHead(connection);
        Committed earlier = find(connection, changes);
        if (earlier != null) {
            return earlier;
        }
        Head head = head(connection);
        checkRevisions(connection, changes.expected());
        long position = head.position() + 1;
        Instant at = changes.at().truncatedTo(ChronoUnit.MICROS);
        Instant recordedAt = at.isBefore(head.recordedAt()) ? head.recordedAt() : at;
        Sealer.Sealed sealed = changes.sealer().seal(head, position, recordedAt);
        Set<String> written = new TreeSet<>();
        for (Put put : changes.puts()) {
            close(connection, put.key(), position);
            written.add(put.key().scope());
        }
        insertRecords(connection, changes, position);
        insertTerms(connection, changes, position);
        for (String scope : written) {
            raise(connection, scope, changes.expected().getOrDefault(scope, 0L));
        }
        insertEntry(connection, changes, position, recordedAt, sealed);
        moveHead(connection, position, recordedAt, sealed.treeState());
        return new Committed(position, recordedAt, false);
    }

    private void lockHead(Connection connection) throws SQLException {
        String sql = "update gov_log set position = position where ledger = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, ledger);
            if (update.executeUpdate() == 1) {
                return;
            }
        }
        throw new SQLException("The ledger " + ledger + " has no head row", "02000");
    }

    Head head(Connection connection) throws SQLException {
        String sql = "select position, recorded_at, tree_state from gov_log where ledger = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, ledger);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new Head(row.getLong(1), Micros.toInstant(row.getLong(2)), row.getBytes(3))
                        : Head.EMPTY;
            }
        }
    }

    private @org.jspecify.annotations.Nullable Committed find(Connection connection, ChangeSet changes)
            throws SQLException {
        String sql = "select position, recorded_at from gov_journal where ledger = ? and act_id = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, ledger);
            select.setString(2, changes.actId().toString());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? new Committed(row.getLong(1), Micros.toInstant(row.getLong(2)), true) : null;
            }
        }
    }

    private void checkRevisions(Connection connection, Map<String, Long> expected) throws SQLException {
        for (Map.Entry<String, Long> scope : new TreeMap<>(expected).entrySet()) {
            long actual = revision(connection, scope.getKey());
            if (actual != scope.getValue()) {
                throw new StaleScopeException(scope.getKey(), scope.getValue(), actual);
            }
        }
    }

    long revision(Connection connection, String scope) throws SQLException {
        String sql = "select revision from gov_scope where ledger = ? and scope = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, ledger);
            select.setString(2, scope);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private void close(Connection connection, RecordKey key, long position) throws SQLException {
        for (String table : new String[] {"gov_record", "gov_term"}) {
            String sql = "update " + table + " set valid_to = ? where ledger = ? and kind = ? and scope = ? and id = ?"
                    + " and valid_to = ?";
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                update.setLong(1, position);
                update.setString(2, ledger);
                update.setString(3, key.kind());
                update.setString(4, key.scope());
                update.setString(5, key.id());
                update.setLong(6, GovernanceStore.NOW);
                update.executeUpdate();
            }
        }
    }

    private void insertRecords(Connection connection, ChangeSet changes, long position) throws SQLException {
        String sql = "insert into gov_record (ledger, scope, kind, id, valid_from, valid_to, body)"
                + " values (?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
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
                }
            }
            insert.executeBatch();
        }
    }

    private void insertTerms(Connection connection, ChangeSet changes, long position) throws SQLException {
        String sql = "insert into gov_term (ledger, kind, name, term, scope, id, valid_from, valid_to)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
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
                }
            }
            insert.executeBatch();
        }
    }

    private void raise(Connection connection, String scope, long from) throws SQLException {
        String sql = from == 0
                ? "insert into gov_scope (revision, ledger, scope) values (?, ?, ?)"
                : "update gov_scope set revision = ? where ledger = ? and scope = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, from + 1);
            statement.setString(2, ledger);
            statement.setString(3, scope);
            statement.executeUpdate();
        }
    }

    private void insertEntry(Connection connection, ChangeSet changes, long position, Instant at, Sealer.Sealed sealed)
            throws SQLException {
        String sql = "insert into gov_journal (ledger, position, act_id, recorded_at, entry, nodes)"
                + " values (?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, ledger);
            insert.setLong(2, position);
            insert.setString(3, changes.actId().toString());
            insert.setLong(4, Micros.of(at));
            insert.setBytes(5, sealed.entry());
            insert.setBytes(6, sealed.nodes());
            insert.executeUpdate();
        }
    }

    private void moveHead(Connection connection, long position, Instant at, byte[] treeState) throws SQLException {
        String sql = "update gov_log set position = ?, recorded_at = ?, tree_state = ? where ledger = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, position);
            update.setLong(2, Micros.of(at));
            update.setBytes(3, treeState);
            update.setString(4, ledger);
            update.executeUpdate();
        }
    }

    /** Creates the ledger's head row if it is not there; harmless if another process does the same. */
    void open(Connection connection) throws SQLException {
        if (hasHead(connection)) {
            return;
        }
        String sql = "insert into gov_log (ledger, position, recorded_at, tree_state) values (?, 0, 0, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, ledger);
            insert.setBytes(2, new byte[0]);
            insert.executeUpdate();
        }
    }

    boolean hasHead(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select 1 from gov_log where ledger = ?")) {
            select.setString(1, ledger);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }
}
