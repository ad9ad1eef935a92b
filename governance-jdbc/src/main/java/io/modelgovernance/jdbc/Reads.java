package io.modelgovernance.jdbc;

import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.JournalEntry;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.StoredRecord;
import io.modelgovernance.spi.Term;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads records and the journal; every value is bound. */
final class Reads {
    private static final String RECORD = "select r.scope, r.kind, r.id, r.body, r.valid_from, r.valid_to";
    private static final String ENTRY = "select position, act_id, recorded_at, entry, nodes from gov_journal";

    private final String ledger;

    Reads(String ledger) {
        this.ledger = ledger;
    }

    /** SQL text and its bound values, grown together. */
    private static final class Sql {
        private final StringBuilder text = new StringBuilder();
        private final List<Object> values = new ArrayList<>();

        Sql add(String more, Object... bound) {
            text.append(more);
            values.addAll(List.of(bound));
            return this;
        }

        Sql validity(String table, long asOf) {
            return asOf == GovernanceStore.NOW
                    ? add(" and " + table + ".valid_to = ?", asOf)
                    : add(" and " + table + ".valid_from <= ? and " + table + ".valid_to > ?", asOf, asOf);
        }

        PreparedStatement prepare(Connection connection) throws SQLException {
            PreparedStatement statement = connection.prepareStatement(text.toString());
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            return statement;
        }
    }

    Optional<StoredRecord> find(Connection connection, RecordKey key, long asOf) throws SQLException {
        Sql sql = byKey(key).validity("r", asOf);
        return records(connection, sql).stream().findFirst();
    }

    List<StoredRecord> history(Connection connection, RecordKey key) throws SQLException {
        return records(connection, byKey(key).add(" order by r.valid_from"));
    }

    private Sql byKey(RecordKey key) {
        return new Sql()
                .add(
                        RECORD + " from gov_record r where r.ledger = ? and r.kind = ? and r.scope = ? and r.id = ?",
                        ledger,
                        key.kind(),
                        key.scope(),
                        key.id());
    }

    List<StoredRecord> search(Connection connection, RecordQuery query) throws SQLException {
        Sql sql = new Sql();
        String from = "r";
        if (query.terms().isEmpty()) {
            sql.add(RECORD + " from gov_record r where r.ledger = ? and r.kind = ?", ledger, query.kind());
        } else {
            from = "t";
            Term first = query.terms().get(0);
            sql.add(
                    RECORD + " from gov_term t join gov_record r on r.ledger = t.ledger and r.kind = t.kind"
                            + " and r.scope = t.scope and r.id = t.id and r.valid_from = t.valid_from"
                            + " where t.ledger = ? and t.kind = ? and t.name = ? and t.term = ?",
                    ledger,
                    query.kind(),
                    first.name(),
                    first.value());
            for (Term term : query.terms().subList(1, query.terms().size())) {
                sql.add(
                        " and exists (select 1 from gov_term x where x.ledger = t.ledger and x.kind = t.kind"
                                + " and x.scope = t.scope and x.id = t.id and x.valid_from = t.valid_from"
                                + " and x.name = ? and x.term = ?)",
                        term.name(),
                        term.value());
            }
        }
        sql.validity(from, query.asOf());
        if (query.scope().isPresent()) {
            sql.add(" and " + from + ".scope = ?", query.scope().get());
        }
        if (query.after().isPresent()) {
            RecordKey after = query.after().get();
            sql.add(
                    " and " + from + ".scope >= ? and (" + from + ".scope > ? or " + from + ".id > ?)",
                    after.scope(),
                    after.scope(),
                    after.id());
        }
        sql.add(" order by " + from + ".scope, " + from + ".id limit ?", query.limit());
        return records(connection, sql);
    }

    List<JournalEntry> journal(Connection connection, long after, int limit) throws SQLException {
        return entries(
                connection,
                new Sql()
                        .add(
                                ENTRY + " where ledger = ? and position > ? order by position limit ?",
                                ledger,
                                after,
                                limit));
    }

    Optional<JournalEntry> act(Connection connection, UUID actId) throws SQLException {
        Sql sql = new Sql().add(ENTRY + " where ledger = ? and act_id = ?", ledger, actId.toString());
        return entries(connection, sql).stream().findFirst();
    }

    /** The one before the first that is later: that way every database reads one row of the index. */
    long positionAt(Connection connection, long micros) throws SQLException {
        Sql later = new Sql()
                .add(
                        "select position from gov_journal where ledger = ? and recorded_at > ?"
                                + " order by recorded_at, position limit 1",
                        ledger,
                        micros);
        try (PreparedStatement select = later.prepare(connection);
                ResultSet row = select.executeQuery()) {
            if (row.next()) {
                return row.getLong(1) - 1;
            }
        }
        Sql last = new Sql()
                .add("select position from gov_journal where ledger = ? order by position desc limit 1", ledger);
        try (PreparedStatement select = last.prepare(connection);
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static List<StoredRecord> records(Connection connection, Sql sql) throws SQLException {
        List<StoredRecord> found = new ArrayList<>();
        try (PreparedStatement select = sql.prepare(connection);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                RecordKey key = new RecordKey(row.getString(1), row.getString(2), row.getString(3));
                found.add(new StoredRecord(key, row.getBytes(4), row.getLong(5), row.getLong(6)));
            }
        }
        return found;
    }

    private static List<JournalEntry> entries(Connection connection, Sql sql) throws SQLException {
        List<JournalEntry> found = new ArrayList<>();
        try (PreparedStatement select = sql.prepare(connection);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(new JournalEntry(
                        row.getLong(1),
                        UUID.fromString(row.getString(2)),
                        Micros.toInstant(row.getLong(3)),
                        row.getBytes(4),
                        row.getBytes(5)));
            }
        }
        return found;
    }
}
