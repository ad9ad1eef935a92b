package io.modelgovernance.jdbc;

import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Link;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.Term;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes acts that have their places: one batch a kind of statement, however many acts; its caller holds the head row.
 *
 * <p>No two acts of a group put the same record: the second one would rest on a revision that the first has moved.
 */
final class ActWrites {
    private static final String SET = " set valid_to = ?";
    private static final String LIVING = " where ledger = ? and kind = ? and scope = ? and id = ? and valid_to = ?";
    private static final String END_RECORD = "update gov_record" + SET + LIVING;
    /** The terms of a record that changed often are many: those of its last life are found by when that began. */
    private static final String END_TERMS = "update gov_term" + SET + LIVING
            + " and valid_from = (select r.valid_from from gov_record r where r.ledger = ? and r.kind = ? and r.scope = ?"
            + " and r.id = ? order by r.ledger desc, r.kind desc, r.scope desc, r.id desc, r.valid_from desc limit 1)";
    /** Where a statement may change two tables. */
    private static final String END_BOTH =
            "with ended as (" + END_RECORD + " returning valid_from as since) update gov_term" + SET + " from ended"
                    + LIVING + " and valid_from = ended.since";

    private final String ledger;
    private final Dialect dialect;

    ActWrites(String ledger, Dialect dialect) {
        this.ledger = ledger;
        this.dialect = dialect;
    }

    /** Adds one act's rows to a batch, and says how many. */
    private interface Rows {
        int add(PreparedStatement statement, SealedAct act) throws SQLException;
    }

    void write(Connection connection, List<SealedAct> acts) throws SQLException {
        if (dialect.changesTwoTables()) {
            batch(connection, END_BOTH, acts, (update, act) -> addEnds(update, act, this::both));
        } else {
            batch(connection, END_RECORD, acts, (update, act) -> addEnds(update, act, this::living));
            batch(connection, END_TERMS, acts, (update, act) -> addEnds(update, act, this::terms));
        }
        addRecords(acts).write(connection);
        addTerms(acts).write(connection);
        firstScopes(acts).write(connection);
        batch(
                connection,
                "update gov_scope set revision = ? where ledger = ? and scope = ?",
                acts,
                (update, act) -> moveScopes(update, act.changes()));
        addEntries(acts).write(connection);
        moveHead(connection, acts.get(acts.size() - 1));
    }

    /** Some drivers refuse an empty batch. */
    private static void batch(Connection connection, String sql, List<SealedAct> acts, Rows rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int added = 0;
            for (SealedAct act : acts) {
                added += rows.add(statement, act);
            }
            if (added > 0) {
                statement.executeBatch();
            }
        }
    }

    /** Binds what ends a record at a position. */
    private interface End {
        void bind(PreparedStatement update, long position, RecordKey key) throws SQLException;
    }

    /** In a scope that was never written there is nothing to end. */
    private static int addEnds(PreparedStatement update, SealedAct act, End end) throws SQLException {
        int added = 0;
        for (Put put : act.changes().puts()) {
            if (revision(act.changes(), put.key().scope()) > 0) {
                end.bind(update, act.position(), put.key());
                update.addBatch();
                added++;
            }
        }
        return added;
    }

    private void living(PreparedStatement update, long position, RecordKey key) throws SQLException {
        living(update, 1, position, key);
    }

    private void terms(PreparedStatement update, long position, RecordKey key) throws SQLException {
        living(update, 1, position, key);
        key(update, 7, key);
    }

    private void both(PreparedStatement update, long position, RecordKey key) throws SQLException {
        living(update, 1, position, key);
        living(update, 7, position, key);
    }

    private void living(PreparedStatement update, int first, long position, RecordKey key) throws SQLException {
        update.setLong(first, position);
        key(update, first + 1, key);
        update.setLong(first + 5, GovernanceStore.NOW);
    }

    private void key(PreparedStatement update, int first, RecordKey key) throws SQLException {
        update.setString(first, ledger);
        update.setString(first + 1, key.kind());
        update.setString(first + 2, key.scope());
        update.setString(first + 3, key.id());
    }

    private Inserts addRecords(List<SealedAct> acts) {
        Inserts rows = new Inserts(
                "gov_record",
                "ledger",
                "scope",
                "kind",
                "id",
                "valid_from",
                "valid_to",
                "body",
                "link_from",
                "link_to");
        for (SealedAct act : acts) {
            for (Put put : act.changes().puts()) {
                put.body()
                        .ifPresent(body -> rows.add(
                                ledger,
                                put.key().scope(),
                                put.key().kind(),
                                put.key().id(),
                                act.position(),
                                GovernanceStore.NOW,
                                body,
                                Link.end(put.terms(), Link.FROM).orElse(null),
                                Link.end(put.terms(), Link.TO).orElse(null)));
            }
        }
        return rows;
    }

    private Inserts addTerms(List<SealedAct> acts) {
        Inserts rows =
                new Inserts("gov_term", "ledger", "kind", "name", "term", "scope", "id", "valid_from", "valid_to");
        for (SealedAct act : acts) {
            for (Put put : act.changes().puts()) {
                for (Term term : put.terms()) {
                    rows.add(
                            ledger,
                            put.key().kind(),
                            term.name(),
                            term.value(),
                            put.key().scope(),
                            put.key().id(),
                            act.position(),
                            GovernanceStore.NOW);
                }
            }
        }
        return rows;
    }

    private Inserts firstScopes(List<SealedAct> acts) {
        Inserts rows = new Inserts("gov_scope", "revision", "ledger", "scope");
        for (SealedAct act : acts) {
            for (String scope : Known.written(act.changes())) {
                if (revision(act.changes(), scope) == 0) {
                    rows.add(1L, ledger, scope);
                }
            }
        }
        return rows;
    }

    private int moveScopes(PreparedStatement update, ChangeSet changes) throws SQLException {
        int added = 0;
        for (String scope : Known.written(changes)) {
            long from = revision(changes, scope);
            if (from > 0) {
                update.setLong(1, from + 1);
                update.setString(2, ledger);
                update.setString(3, scope);
                update.addBatch();
                added++;
            }
        }
        return added;
    }

    private static long revision(ChangeSet changes, String scope) {
        return changes.expected().getOrDefault(scope, 0L);
    }

    private Inserts addEntries(List<SealedAct> acts) {
        Inserts rows = new Inserts("gov_journal", "ledger", "position", "act_id", "recorded_at", "entry", "nodes");
        for (SealedAct act : acts) {
            rows.add(
                    ledger,
                    act.position(),
                    act.changes().actId().toString(),
                    Micros.of(act.recordedAt()),
                    act.sealed().entry(),
                    act.sealed().nodes());
        }
        return rows;
    }

    private void moveHead(Connection connection, SealedAct last) throws SQLException {
        String sql = "update gov_log set position = ?, recorded_at = ?, tree_state = ? where ledger = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, last.position());
            update.setLong(2, Micros.of(last.recordedAt()));
            update.setBytes(3, last.sealed().treeState());
            update.setString(4, ledger);
            update.executeUpdate();
        }
    }
}
