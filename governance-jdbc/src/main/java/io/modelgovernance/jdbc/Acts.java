package io.modelgovernance.jdbc;

import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.Committed;
import io.modelgovernance.spi.Head;
import io.modelgovernance.spi.Sealer;
import io.modelgovernance.spi.StaleScopeException;
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
    private final RecordWrites writes;

    Acts(String ledger) {
        this.ledger = ledger;
        this.writes = new RecordWrites(ledger);
    }

    Committed commit(Connection connection, ChangeSet changes) throws SQLException {
        lockHead(connection, 1);
        Committed earlier = find(connection, changes);
        if (earlier != null) {
            lockHead(connection, -1);
            return earlier;
        }
        checkRevisions(connection, changes.expected());
        Head locked = head(connection);
        long position = locked.position();
        Head head = new Head(position - 1, locked.recordedAt(), locked.treeState());
        Instant at = changes.at().truncatedTo(ChronoUnit.MICROS);
        Instant recordedAt = at.isBefore(head.recordedAt()) ? head.recordedAt() : at;
        Sealer.Sealed sealed = changes.sealer().seal(head, position, recordedAt);
        Set<String> written = new TreeSet<>();
        changes.puts().forEach(put -> written.add(put.key().scope()));
        writes.replace(connection, changes, position);
        for (String scope : written) {
            raise(connection, scope, changes.expected().getOrDefault(scope, 0L));
        }
        insertEntry(connection, changes, position, recordedAt, sealed);
        moveHead(connection, position, recordedAt, sealed.treeState());
        return new Committed(position, recordedAt, false);
    }

    /** Really changes the row: some drivers count a row that stays as it was as not found. */
    private void lockHead(Connection connection, int by) throws SQLException {
        String sql = "update gov_log set position = position + ? where ledger = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setInt(1, by);
            update.setString(2, ledger);
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
