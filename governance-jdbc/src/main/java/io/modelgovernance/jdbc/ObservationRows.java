package io.modelgovernance.jdbc;

import io.modelgovernance.spi.Observation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The statements of observations; every read is of a few rows of an index. */
final class ObservationRows {
    private static final int COLUMNS = 7;
    private static final int ROWS = 64;
    private static final int FEW = 512;
    private static final String SELECT =
            "select stream, writer, seq, id, at_micros, body from gov_observation where ledger = ? and stream = ?";

    private static final String WRITERS =
            "select o.writer from gov_observation o where o.ledger = ? and o.stream = ? and o.writer ";
    private static final String FIRST = " order by o.ledger, o.stream, o.writer limit 1";
    private static final String NEXT_WRITER = WRITERS + ">= ?" + FIRST;
    private static final String ALL_WRITERS = "with recursive w (writer) as ((" + WRITERS + "> ''" + FIRST
            + ") union all select (" + WRITERS + "> w.writer" + FIRST
            + ") from w where w.writer is not null) select writer from w where writer is not null";

    private final String ledger;
    private final Dialect dialect;

    ObservationRows(String ledger, Dialect dialect) {
        this.ledger = ledger;
        this.dialect = dialect;
    }

    /** Many rows a statement while there are many, then one by one: a statement costs the server more than a row. */
    void insert(Connection connection, List<Observation> batch) throws SQLException {
        int many = batch.size() / ROWS * ROWS;
        insert(connection, batch.subList(0, many), ROWS);
        insert(connection, batch.subList(many, batch.size()), 1);
    }

    private void insert(Connection connection, List<Observation> batch, int rows) throws SQLException {
        if (batch.isEmpty()) {
            return;
        }
        String sql = "insert into gov_observation (ledger, stream, writer, seq, id, at_micros, body) values "
                + String.join(", ", Collections.nCopies(rows, "(?, ?, ?, ?, ?, ?, ?)"));
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            int next = 1;
            for (Observation observation : batch) {
                insert.setString(next++, ledger);
                insert.setString(next++, observation.stream());
                insert.setString(next++, observation.writer());
                insert.setLong(next++, observation.sequence());
                insert.setString(next++, observation.id());
                insert.setLong(next++, Micros.of(observation.at()));
                insert.setBytes(next++, observation.body());
                if (next > COLUMNS * rows) {
                    insert.addBatch();
                    next = 1;
                }
            }
            insert.executeBatch();
        }
    }

    /**
     * Few go one by one: asked for a range, a database with gap locks (InnoDB) also locks what is next to it, and waits
     * for the transaction that is writing there.
     */
    int prune(Connection connection, String stream, String writer, long from, long to) throws SQLException {
        long first = Math.max(1, from);
        if (to - first >= FEW) {
            return delete(connection, "seq between ? and ?", stream, writer, first, to);
        }
        int removed = 0;
        for (long sequence = first; sequence <= to; sequence++) {
            removed += delete(connection, "seq = ?", stream, writer, sequence);
        }
        return removed;
    }

    private int delete(Connection connection, String which, Object... values) throws SQLException {
        String sql = "delete from gov_observation where ledger = ? and stream = ? and writer = ? and " + which;
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setString(1, ledger);
            for (int i = 0; i < values.length; i++) {
                delete.setObject(i + 2, values[i]);
            }
            return delete.executeUpdate();
        }
    }

    List<Observation> read(Connection connection, String stream, String writer, long after, int limit)
            throws SQLException {
        String sql = SELECT + " and writer = ? and seq > ? order by ledger, stream, writer, seq limit ?";
        return many(connection, sql, stream, writer, after, limit);
    }

    Optional<Observation> byNumber(Connection connection, String stream, String writer, long sequence)
            throws SQLException {
        return read(connection, stream, writer, sequence - 1, 1).stream()
                .filter(found -> found.sequence() == sequence)
                .findFirst();
    }

    Optional<Observation> byId(Connection connection, String stream, String id) throws SQLException {
        return many(connection, SELECT + " and id = ?", stream, id).stream().findFirst();
    }

    /** Jumps from writer to writer in the index instead of reading all they wrote. */
    List<String> writers(Connection connection, String stream) throws SQLException {
        return dialect.recursive() ? allWriters(connection, stream) : oneByOne(connection, stream);
    }

    private List<String> allWriters(Connection connection, String stream) throws SQLException {
        List<String> writers = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(ALL_WRITERS)) {
            for (int i = 1; i < 5; i += 2) {
                select.setString(i, ledger);
                select.setString(i + 1, stream);
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    writers.add(row.getString(1));
                }
            }
        }
        return writers;
    }

    /** The name that follows another one at once is that one and a space: so it begins behind all that one wrote. */
    private List<String> oneByOne(Connection connection, String stream) throws SQLException {
        List<String> writers = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(NEXT_WRITER)) {
            for (String last = ""; ; last = writers.get(writers.size() - 1)) {
                select.setString(1, ledger);
                select.setString(2, stream);
                select.setString(3, last + " ");
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        return writers;
                    }
                    writers.add(row.getString(1));
                }
            }
        }
    }

    private List<Observation> many(Connection connection, String sql, Object... values) throws SQLException {
        List<Observation> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, ledger);
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 2, values[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Observation(
                            row.getString(1),
                            row.getString(2),
                            row.getLong(3),
                            row.getString(4),
                            Micros.toInstant(row.getLong(5)),
                            row.getBytes(6)));
                }
            }
        }
        return found;
    }
}
