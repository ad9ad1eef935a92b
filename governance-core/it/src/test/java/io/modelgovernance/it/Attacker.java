package io.modelgovernance.it;

import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.ledger.EntryBody;
import io.modelgovernance.core.merkle.Merkle;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A database administrator: has every right in SQL and knows every format and hash, but has no key. */
final class Attacker {
    private static final long NOW = Long.MAX_VALUE;

    private final DataSource database;
    private final String ledger;

    Attacker(DataSource database, String ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    /** Runs statements with triggers out of the way. Says how many rows were changed. */
    int sql(String... statements) throws SQLException {
        int changed = 0;
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            boolean postgres = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
            if (postgres) {
                statement.execute("set session_replication_role = replica");
            }
            for (String one : statements) {
                changed += statement.executeUpdate(one.replace("LEDGER", "ledger = '" + ledger + "'"));
            }
            if (postgres) {
                statement.execute("set session_replication_role = origin");
            }
        }
        return changed;
    }

    /** What the log says, as whoever reads it sees it. */
    List<EntryBody> entries() throws SQLException {
        List<EntryBody> all = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select entry from gov_journal where ledger = ? order by position")) {
            query.setString(1, ledger);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    all.add(RecordCodec.read(EntryBody.class, rows.getBytes(1)));
                }
            }
        }
        return all;
    }

    /** Writes the bytes of one entry and nothing else. */
    void overwrite(long position, byte[] entry) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement mode = connection.createStatement();
                PreparedStatement update = connection.prepareStatement(
                        "update gov_journal set entry = ? where ledger = ? and position = ?")) {
            boolean postgres = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
            if (postgres) {
                mode.execute("set session_replication_role = replica");
            }
            update.setBytes(1, entry);
            update.setString(2, ledger);
            update.setLong(3, position);
            update.executeUpdate();
            if (postgres) {
                mode.execute("set session_replication_role = origin");
            }
        }
    }

    /** Replaces the whole journal, every entry renumbered and every hash computed anew: all that a chain would show. */
    void rewrite(List<EntryBody> forged) throws SQLException {
        sql("delete from gov_journal where LEDGER");
        byte[] state = new byte[0];
        Instant last = Instant.EPOCH;
        try (Connection connection = database.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("insert into gov_journal values (?, ?, ?, ?, ?, ?)");
                PreparedStatement head = connection.prepareStatement(
                        "update gov_log set position = ?, recorded_at = ?, tree_state = ? where ledger = ?")) {
            for (int i = 0; i < forged.size(); i++) {
                EntryBody body = at(i + 1, forged.get(i));
                byte[] entry = RecordCodec.write(body);
                Merkle.Appended appended = Merkle.append(i, state, Merkle.leaf(entry));
                state = appended.state();
                last = body.at();
                insert.setString(1, ledger);
                insert.setLong(2, i + 1);
                insert.setString(3, body.act().toString());
                insert.setLong(4, micros(last));
                insert.setBytes(5, entry);
                insert.setBytes(6, appended.nodes());
                insert.executeUpdate();
            }
            head.setLong(1, forged.size());
            head.setLong(2, micros(last));
            head.setBytes(3, state);
            head.setString(4, ledger);
            head.executeUpdate();
        }
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private static EntryBody at(long position, EntryBody body) {
        return new EntryBody(
                body.v(),
                body.origin(),
                position,
                body.at(),
                body.act(),
                body.type(),
                body.actor(),
                body.actorKind(),
                body.subject(),
                body.reason(),
                body.details(),
                body.changes());
    }

    /** Moves the lives of records, so that they fit a journal with an entry more or less. */
    void move(long after, int by) throws SQLException {
        for (String table : List.of("gov_record", "gov_term")) {
            sql(
                    "update " + table + " set valid_from = valid_from + (" + by + ") where LEDGER and valid_from > "
                            + after,
                    "update " + table + " set valid_to = valid_to + (" + by + ") where LEDGER and valid_to <> " + NOW
                            + " and valid_to > " + after);
        }
    }

    /** Makes the records what they were at a position. */
    void undo(long position) throws SQLException {
        for (String table : List.of("gov_record", "gov_term")) {
            sql(
                    "delete from " + table + " where LEDGER and valid_from > " + position,
                    "update " + table + " set valid_to = " + NOW + " where LEDGER and valid_to <> " + NOW
                            + " and valid_to > " + position);
        }
    }
}
