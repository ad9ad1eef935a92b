package io.modelgovernance.jdbc;

import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.Committed;
import io.modelgovernance.spi.Head;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes acts. The first statement locks the ledger's head row; behind that lock "update, else insert" is safe on
 * every database at every isolation level, so nothing else is needed.
 */
final class Acts {
    private static final String HEAD = "select position, recorded_at, tree_state from gov_log where ledger = ?";
    static final String LOCK = HEAD + " for update";

    private final String ledger;
    private final Dialect dialect;
    private final String newest;
    private final ActWrites writes;

    /**
     * Works on a ledger.
     *
     * @param dialect of the database
     * @param newest what ends a select that must see past the transaction's snapshot; empty if the head's lock is taken
     *     before that snapshot
     */
    Acts(String ledger, Dialect dialect, String newest) {
        this.ledger = ledger;
        this.dialect = dialect;
        this.newest = newest;
        this.writes = new ActWrites(ledger, dialect);
    }

    /**
     * Writes a group of acts in their order: each has its own place, entry and outcome, and one that is refused leaves
     * nothing. One that writes to a scope after another of the group, by a revision that it can only have guessed, is
     * written in a statement after that one, so that it ends what that one put.
     */
    List<ActResult> commit(Connection connection, List<ChangeSet> group) throws SQLException {
        Known known = new Known(group);
        Head head;
        if (dialect.arrays()) {
            head = LockAndLook.at(connection, ledger, known);
        } else {
            head = lockHead(connection);
            known.look(connection, ledger, dialect, newest);
        }
        List<ActResult> results = new ArrayList<>();
        List<SealedAct> sealed = new ArrayList<>();
        Set<String> written = new HashSet<>();
        for (ChangeSet changes : group) {
            SealedAct act;
            try {
                Committed earlier = known.earlier(changes.actId());
                if (earlier != null) {
                    results.add(ActResult.of(earlier));
                    continue;
                }
                known.require(changes.expected());
                act = seal(head, changes);
            } catch (RuntimeException e) {
                results.add(ActResult.of(e));
                continue;
            }
            List<String> scopes = Known.written(changes);
            if (!Collections.disjoint(written, scopes)) {
                writes.write(connection, sealed);
                sealed.clear();
                written.clear();
            }
            written.addAll(scopes);
            head = new Head(act.position(), act.recordedAt(), act.sealed().treeState());
            known.note(act);
            sealed.add(act);
            results.add(ActResult.of(new Committed(act.position(), act.recordedAt(), false)));
        }
        if (!sealed.isEmpty()) {
            writes.write(connection, sealed);
        }
        return results;
    }

    private static SealedAct seal(Head head, ChangeSet changes) {
        long position = head.position() + 1;
        Instant at = Micros.toInstant(Micros.of(changes.at()));
        Instant recordedAt = at.isBefore(head.recordedAt()) ? head.recordedAt() : at;
        return new SealedAct(changes, position, recordedAt, changes.sealer().seal(head, position, recordedAt));
    }

    private Head lockHead(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LOCK)) {
            select.setString(1, ledger);
            try (ResultSet row = select.executeQuery()) {
                return locked(row, ledger);
            }
        }
    }

    static Head locked(ResultSet row, String ledger) throws SQLException {
        if (row.next()) {
            return head(row);
        }
        throw new SQLException("The ledger " + ledger + " has no head row", "02000");
    }

    Head head(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(HEAD)) {
            select.setString(1, ledger);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? head(row) : Head.EMPTY;
            }
        }
    }

    private static Head head(ResultSet row) throws SQLException {
        return new Head(row.getLong(1), Micros.toInstant(row.getLong(2)), row.getBytes(3));
    }

    /** As the transaction's own snapshot has it, like every record that is read. */
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
