package io.modelgovernance.jdbc;

import io.modelgovernance.IntegrityException;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.JournalEntry;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.StoredRecord;
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
    private static final String BODY = "select r.body, r.valid_from, r.valid_to from gov_record r"
            + " where r.ledger = ? and r.kind = ? and r.scope = ? and r.id = ?";
    private static final String CURRENT = BODY + " and" + Sql.LIVING;
    /** The last body that began by then, if that had not ended: one row, however many came after. */
    private static final String THEN = BODY
            + " and r.valid_from <= ? order by r.ledger desc, r.kind desc, r.scope desc, r.id desc, r.valid_from desc"
            + " limit 1";

    private static final String EVER = BODY + " order by r.valid_from";
    private static final String ENTRY = "select position, act_id, recorded_at, entry, nodes from gov_journal";

    private final String ledger;

    Reads(String ledger) {
        this.ledger = ledger;
    }

    Optional<StoredRecord> find(Connection connection, RecordKey key, long asOf) throws SQLException {
        try (PreparedStatement select = byKey(connection, asOf == GovernanceStore.NOW ? CURRENT : THEN, key)) {
            if (asOf != GovernanceStore.NOW) {
                select.setLong(5, asOf);
            }
            return lives(select, key).stream()
                    .filter(found -> asOf < found.to() || found.to() == GovernanceStore.NOW)
                    .findFirst();
        }
    }

    List<StoredRecord> history(Connection connection, RecordKey key) throws SQLException {
        try (PreparedStatement select = byKey(connection, EVER, key)) {
            return lives(select, key);
        }
    }

    /** This is the read that deciding waits for where nothing is kept, so its text is made once. */
    private PreparedStatement byKey(Connection connection, String sql, RecordKey key) throws SQLException {
        PreparedStatement select = connection.prepareStatement(sql);
        select.setString(1, ledger);
        select.setString(2, key.kind());
        select.setString(3, key.scope());
        select.setString(4, key.id());
        return select;
    }

    private static List<StoredRecord> lives(PreparedStatement select, RecordKey key) throws SQLException {
        List<StoredRecord> lives = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                lives.add(new StoredRecord(key, row.getBytes(1), row.getLong(2), row.getLong(3)));
            }
        }
        return lives;
    }

    List<JournalEntry> journal(Connection connection, long after, int limit) throws SQLException {
        return entries(
                connection,
                new Sql()
                        .add(
                                ENTRY + " where ledger = ? and position > ? order by ledger, position limit ?",
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
                                + " order by ledger, recorded_at, position limit 1",
                        ledger,
                        micros);
        try (PreparedStatement select = later.prepare(connection);
                ResultSet row = select.executeQuery()) {
            if (row.next()) {
                return row.getLong(1) - 1;
            }
        }
        Sql last = new Sql()
                .add(
                        "select position from gov_journal where ledger = ? order by ledger desc, position desc limit 1",
                        ledger);
        try (PreparedStatement select = last.prepare(connection);
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static List<JournalEntry> entries(Connection connection, Sql sql) throws SQLException {
        List<JournalEntry> found = new ArrayList<>();
        try (PreparedStatement select = sql.prepare(connection);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(new JournalEntry(
                        row.getLong(1),
                        actId(row.getLong(1), row.getString(2)),
                        Micros.toInstant(row.getLong(3)),
                        row.getBytes(4),
                        row.getBytes(5)));
            }
        }
        return found;
    }

    private static UUID actId(long position, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new IntegrityException(
                    "journal entry " + position,
                    "The journal entry (" + position
                            + ") must have a UUID for its act. Maybe the journal was changed by hand.");
        }
    }
}
