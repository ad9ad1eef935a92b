package io.modelgovernance.jdbc;

import io.modelgovernance.ConflictException;
import io.modelgovernance.spi.Observation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads and writes observations; no lock is shared between writers. */
final class Observations {
    private static final String SELECT =
            "select stream, writer, seq, id, at_micros, body from gov_observation where ledger = ? and stream = ?";

    private final String ledger;

    Observations(String ledger) {
        this.ledger = ledger;
    }

    void insert(Connection connection, List<Observation> batch) throws SQLException {
        String sql = "insert into gov_observation (ledger, stream, writer, seq, id, at_micros, body)"
                + " values (?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Observation observation : batch) {
                insert.setString(1, ledger);
                insert.setString(2, observation.stream());
                insert.setString(3, observation.writer());
                insert.setLong(4, observation.sequence());
                insert.setString(5, observation.id());
                insert.setLong(6, Micros.of(observation.at()));
                insert.setBytes(7, observation.body());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /**
     * Which of a batch are not stored yet.
     *
     * @throws ConflictException if one is stored with other bytes, or its id belongs to another
     */
    List<Observation> missing(Connection connection, List<Observation> batch) throws SQLException {
        List<Observation> missing = new ArrayList<>();
        for (Observation observation : batch) {
            Optional<Observation> byKey = one(
                    connection,
                    SELECT + " and writer = ? and seq = ?",
                    observation.stream(),
                    observation.writer(),
                    observation.sequence());
            Optional<Observation> byId = find(connection, observation.stream(), observation.id());
            Optional<Observation> twin =
                    missing.stream().filter(other -> clash(other, observation)).findFirst();
            if (byKey.filter(stored -> !equal(stored, observation)).isPresent()
                    || byId.filter(stored -> !equal(stored, observation)).isPresent()
                    || twin.filter(other -> !equal(other, observation)).isPresent()) {
                throw new ConflictException(
                        "observation " + observation.id(),
                        "The observation (" + observation.id() + ") number " + observation.sequence() + " of "
                                + observation.stream()
                                + " must be new or equal to what is stored. Maybe two writers share a name.");
            }
            if (byKey.isEmpty() && twin.isEmpty()) {
                missing.add(observation);
            }
        }
        return missing;
    }

    private static boolean clash(Observation one, Observation other) {
        return one.stream().equals(other.stream())
                && (one.id().equals(other.id())
                        || (one.writer().equals(other.writer()) && one.sequence() == other.sequence()));
    }

    private static boolean equal(Observation one, Observation other) {
        return one.id().equals(other.id())
                && one.writer().equals(other.writer())
                && one.sequence() == other.sequence()
                && Micros.of(one.at()) == Micros.of(other.at())
                && Arrays.equals(one.body(), other.body());
    }

    List<Observation> read(Connection connection, String stream, String writer, long after, int limit)
            throws SQLException {
        return many(
                connection, SELECT + " and writer = ? and seq > ? order by seq limit ?", stream, writer, after, limit);
    }

    List<String> writers(Connection connection, String stream) throws SQLException {
        String sql = "select distinct writer from gov_observation where ledger = ? and stream = ? order by writer";
        List<String> writers = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, ledger);
            select.setString(2, stream);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    writers.add(row.getString(1));
                }
            }
        }
        return writers;
    }

    Optional<Observation> find(Connection connection, String stream, String id) throws SQLException {
        return one(connection, SELECT + " and id = ?", stream, id);
    }

    private Optional<Observation> one(Connection connection, String sql, Object... values) throws SQLException {
        return many(connection, sql, values).stream().findFirst();
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
