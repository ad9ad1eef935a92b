package io.modelgovernance.samples.faults;

import io.modelgovernance.spi.Observation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** The rows of observations as one would insert them without a library: a prepared statement and the driver's batches. */
final class RawRows {
    private final String table;

    private RawRows(String table) {
        this.table = table;
    }

    /**
     * Makes a table for them, with the columns of observations.
     *
     * @param bytes the database's type of long binary columns
     * @param sameIndexes whether it also has the index of ids, as that of observations has
     */
    static RawRows in(DataSource dataSource, String table, String bytes, boolean sameIndexes) throws SQLException {
        execute(
                dataSource,
                "create table " + table + " (ledger varchar(60) not null, stream varchar(160) not null,"
                        + " writer varchar(160) not null, seq bigint not null, id varchar(160) not null,"
                        + " at_micros bigint not null, body " + bytes + " not null,"
                        + " primary key (ledger, stream, writer, seq))");
        if (sameIndexes) {
            execute(dataSource, "create unique index " + table + "_id on " + table + " (ledger, stream, id)");
        }
        return new RawRows(table);
    }

    private static void execute(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Inserts a batch and commits it. */
    void append(Connection connection, List<Observation> batch) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into " + table + " values (?, ?, ?, ?, ?, ?, ?)")) {
            for (Observation one : batch) {
                insert.setString(1, "main");
                insert.setString(2, one.stream());
                insert.setString(3, one.writer());
                insert.setLong(4, one.sequence());
                insert.setString(5, one.id());
                insert.setLong(6, 0);
                insert.setBytes(7, one.body());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        connection.commit();
    }
}
