package io.modelgovernance.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that go into one table, many in a statement: a statement costs the server more than a row. At most sixteen, so that
 * few different ones are to be prepared. For one use.
 */
final class Inserts {
    private static final int MOST = 16;

    private final String text;
    private final int columns;
    private final List<@Nullable Object[]> rows = new ArrayList<>();

    /**
     * Begins.
     *
     * @param table the table
     * @param columns names of its columns
     */
    Inserts(String table, String... columns) {
        this.text = "insert into " + table + " (" + String.join(", ", columns) + ") values ";
        this.columns = columns.length;
    }

    /** Adds a row; each value is a text, a long, bytes or null for a text. */
    void add(@Nullable Object... row) {
        rows.add(row);
    }

    void write(Connection connection) throws SQLException {
        int full = rows.size() / MOST * MOST;
        if (full > 0) {
            write(connection, MOST, rows.subList(0, full));
        }
        if (full < rows.size()) {
            write(connection, rows.size() - full, rows.subList(full, rows.size()));
        }
    }

    private void write(Connection connection, int size, List<@Nullable Object[]> some) throws SQLException {
        String row = "(" + String.join(", ", Collections.nCopies(columns, "?")) + ")";
        String sql = text + String.join(", ", Collections.nCopies(size, row));
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            int place = 0;
            for (Object[] values : some) {
                for (Object value : values) {
                    set(insert, ++place, value);
                }
                if (place == size * columns) {
                    insert.addBatch();
                    place = 0;
                }
            }
            insert.executeBatch();
        }
    }

    private static void set(PreparedStatement insert, int place, @Nullable Object value) throws SQLException {
        if (value instanceof String) {
            insert.setString(place, (String) value);
        } else if (value instanceof Long) {
            insert.setLong(place, (Long) value);
        } else if (value instanceof byte[]) {
            insert.setBytes(place, (byte[]) value);
        } else {
            insert.setNull(place, Types.VARCHAR);
        }
    }
}
