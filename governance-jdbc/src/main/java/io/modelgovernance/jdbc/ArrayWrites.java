package io.modelgovernance.jdbc;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes all rows of a group of acts in one statement, which PostgreSQL can: an array a column, so that it is the same
 * statement for any number of rows. It reads nothing but by a primary key, whatever the planner knows of the tables.
 */
final class ArrayWrites {
    private static final String SQL = "with records as (" + insert(Rows.Table.RECORDS) + "), terms as ("
            + insert(Rows.Table.TERMS) + "), first as (" + insert(Rows.Table.SCOPES) + "), moved as ("
            + insert(Rows.Table.SCOPES)
            + " on conflict (ledger, scope) do update set revision = excluded.revision), entries as ("
            + insert(Rows.Table.ENTRIES) + ") " + ActWrites.MOVE_HEAD;

    private ArrayWrites() {}

    private static String insert(Rows.Table table) {
        List<String> arrays =
                table.types().stream().map(type -> "cast(? as " + type + "[])").toList();
        return table.insert() + "select * from unnest(" + String.join(", ", arrays) + ")";
    }

    static void write(Connection connection, String ledger, ActRows rows, SealedAct last) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            int place = 1;
            for (Rows some : List.of(rows.records(), rows.terms(), rows.first(), rows.moved(), rows.entries())) {
                for (int column = 0; column < some.table().types().size(); column++) {
                    statement.setArray(place++, column(connection, some, column));
                }
            }
            ActWrites.bindHead(statement, place, ledger, last);
            statement.executeUpdate();
        }
    }

    private static Array column(Connection connection, Rows rows, int column) throws SQLException {
        Stream<Object> values = rows.values().stream().map(row -> row[column]);
        return switch (rows.table().types().get(column)) {
            case "varchar" -> connection.createArrayOf("varchar", values.toArray(String[]::new));
            case "bigint" -> connection.createArrayOf("int8", values.toArray(Long[]::new));
            default -> connection.createArrayOf("bytea", values.toArray(byte[][]::new));
        };
    }
}
