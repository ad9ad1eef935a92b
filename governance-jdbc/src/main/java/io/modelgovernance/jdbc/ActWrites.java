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
    private static final String ENDS =
            " set valid_to = ? where ledger = ? and kind = ? and scope = ? and id = ? and valid_to = ?";
    private static final String END_RECORD = "update gov_record" + ENDS;
    /** The terms of a record that changed often are many: those of its last life are found by when that began. */
    private static final String END_TERMS = "update gov_term" + ENDS
            + " and valid_from = (select r.valid_from from gov_record r where r.ledger = ? and r.kind = ? and r.scope = ?"
            + " and r.id = ? order by r.ledger desc, r.kind desc, r.scope desc, r.id desc, r.valid_from desc limit 1)";

    private final String ledger;

    ActWrites(String ledger) {
        this.ledger = ledger;
    }

    /** Adds one act's rows to a batch, and says how many. */
    private interface Rows {
        int add(PreparedStatement statement, SealedAct act) throws SQLException;
    }

    void write(Connection connection, List<SealedAct> acts) throws SQLException {
        batch(connection, END_RECORD, acts, (update, act) -> addEnds(update, act, false));
        batch(connection, END_TERMS, acts, (update, act) -> addEnds(update, act, true));
        batch(
                connection,
                "insert into gov_record (ledger, scope, kind, id, valid_from, valid_to, body, link_from, link_to)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                acts,
                this::addRecords);
        batch(
                connection,
                "insert into gov_term (ledger, kind, name, term, scope, id, valid_from, valid_to)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                acts,
                this::addTerms);
        batch(
                connection,
                "insert into gov_scope (revision, ledger, scope) values (?, ?, ?)",
                acts,
                (statement, act) -> addScopes(statement, act.changes(), true));
        batch(
                connection,
                "update gov_scope set revision = ? where ledger = ? and scope = ?",
                acts,
                (statement, act) -> addScopes(statement, act.changes(), false));
        batch(
                connection,
                "insert into gov_journal (ledger, position, act_id, recorded_at, entry, nodes) values (?, ?, ?, ?, ?, ?)",
                acts,
                this::addEntry);
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

    /** In a scope that was never written there is nothing to end. */
    private int addEnds(PreparedStatement update, SealedAct act, boolean terms) throws SQLException {
        int added = 0;
        for (Put put : act.changes().puts()) {
            if (revision(act.changes(), put.key().scope()) > 0) {
                update.setLong(1, act.position());
                key(update, 2, put.key());
                update.setLong(6, GovernanceStore.NOW);
                if (terms) {
                    key(update, 7, put.key());
                }
                update.addBatch();
                added++;
            }
        }
        return added;
    }

    private void key(PreparedStatement update, int first, RecordKey key) throws SQLException {
        update.setString(first, ledger);
        update.setString(first + 1, key.kind());
        update.setString(first + 2, key.scope());
        update.setString(first + 3, key.id());
    }

    private int addRecords(PreparedStatement insert, SealedAct act) throws SQLException {
        int added = 0;
        for (Put put : act.changes().puts()) {
            if (put.body().isPresent()) {
                insert.setString(1, ledger);
                insert.setString(2, put.key().scope());
                insert.setString(3, put.key().kind());
                insert.setString(4, put.key().id());
                insert.setLong(5, act.position());
                insert.setLong(6, GovernanceStore.NOW);
                insert.setBytes(7, put.body().get());
                insert.setString(8, Link.end(put.terms(), Link.FROM).orElse(null));
                insert.setString(9, Link.end(put.terms(), Link.TO).orElse(null));
                insert.addBatch();
                added++;
            }
        }
        return added;
    }

    private int addTerms(PreparedStatement insert, SealedAct act) throws SQLException {
        int added = 0;
        for (Put put : act.changes().puts()) {
            for (Term term : put.terms()) {
                insert.setString(1, ledger);
                insert.setString(2, put.key().kind());
                insert.setString(3, term.name());
                insert.setString(4, term.value());
                insert.setString(5, put.key().scope());
                insert.setString(6, put.key().id());
                insert.setLong(7, act.position());
                insert.setLong(8, GovernanceStore.NOW);
                insert.addBatch();
                added++;
            }
        }
        return added;
    }

    private int addScopes(PreparedStatement statement, ChangeSet changes, boolean first) throws SQLException {
        int added = 0;
        for (String scope : Known.written(changes)) {
            long from = revision(changes, scope);
            if ((from == 0) == first) {
                statement.setLong(1, from + 1);
                statement.setString(2, ledger);
                statement.setString(3, scope);
                statement.addBatch();
                added++;
            }
        }
        return added;
    }

    private static long revision(ChangeSet changes, String scope) {
        return changes.expected().getOrDefault(scope, 0L);
    }

    private int addEntry(PreparedStatement insert, SealedAct act) throws SQLException {
        insert.setString(1, ledger);
        insert.setLong(2, act.position());
        insert.setString(3, act.changes().actId().toString());
        insert.setLong(4, Micros.of(act.recordedAt()));
        insert.setBytes(5, act.sealed().entry());
        insert.setBytes(6, act.sealed().nodes());
        insert.addBatch();
        return 1;
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
