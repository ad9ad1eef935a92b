package io.modelgovernance.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Inserts rows, many in a statement: a statement costs the server more than a row. At most sixteen, so that few different
 * ones are to be prepared.
 */
final class Inserts {
    private static final int MOST = 16;

    private Inserts() {}

    static void write(Connection connection, Rows rows) throws SQLException {
        List<@Nullable Object[]> values = rows.values();
        int full = values.size() / MOST * MOST;
        if (full > 0) {
            write(connection, rows.table(), MOST, values.subList(0, full));
        }
        if (full < values.size()) {
            write(connection, rows.table(), values.size() - full, values.subList(full, values.size()));
        }
    }

    private static void write(Connection connection, Rows.Table table, int size, List<@Nullable Object[]> some)
            throws SQLException {
        int columns = table.types().size();
        String row = "(" + String.join(", ", Collections.nCopies(columns, "?")) + ")";
        String sql = table.insert() + "values " + String.join(", ", Collections.nCopies(size, row));
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
