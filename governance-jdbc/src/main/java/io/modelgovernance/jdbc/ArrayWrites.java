package io.modelgovernance.jdbc;

import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.RecordKey;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a group of acts in one statement, which PostgreSQL can: an array a column, so that it is the same statement for any
 * number of rows. It reads nothing but by an index, whatever the planner knows of the tables: what ends is looked up row by
 * row, and the planner is made to expect few.
 */
final class ArrayWrites {
    private static final String ENDS = "unnest("
            + String.join(", ", BoundArrays.TEXTS, BoundArrays.TEXTS, BoundArrays.TEXTS, BoundArrays.LONGS)
            + ")";
    private static final String OF_RECORD = " where ledger = ? and kind = e.kind and scope = e.scope and id = e.id and";
    /**
     * The terms of a record that changed often are many: those of its last life are found by when that began. That they
     * live is said as a bound, for the index of what lives has them in another order.
     */
    private static final String SQL = "with ended as (update gov_record r set valid_to = e.position from "
            + ENDS
            + " as e (kind, scope, id, position) cross join lateral (select ctid as place from gov_record"
            + OF_RECORD
            + Sql.LIVING
            + " offset 0) l where "
            + BoundArrays.few("e.position")
            + " and r.ctid = l.place"
            + " returning r.kind, r.scope, r.id, r.valid_from, r.valid_to), closed as (update gov_term t"
            + " set valid_to = e.valid_to from ended e cross join lateral (select ctid as place from gov_term"
            + OF_RECORD
            + " valid_from = e.valid_from and valid_to >= "
            + GovernanceStore.NOW
            + " offset 0) l where t.ctid = l.place"
            + "), records as ("
            + insert(Rows.Table.RECORDS)
            + "), terms as ("
            + insert(Rows.Table.TERMS)
            + "), first as ("
            + insert(Rows.Table.SCOPES)
            + "), moved as ("
            + insert(Rows.Table.SCOPES)
            + " on conflict (ledger, scope) do update set revision = excluded.revision), entries as ("
            + insert(Rows.Table.ENTRIES)
            + ") "
            + ActWrites.MOVE_HEAD;

    private ArrayWrites() {}

    /** A record whose body ends. */
    private record End(RecordKey key, long position) {}

    private static String insert(Rows.Table table) {
        String arrays =
                table.types().stream().map(type -> "cast(? as " + type + "[])").collect(Collectors.joining(", "));
        return table.insert() + "select * from unnest(" + arrays + ")";
    }

    static void write(Connection connection, String ledger, List<SealedAct> acts) throws SQLException {
        ActRows rows = ActRows.of(ledger, acts);
        List<End> ends = acts.stream()
                .flatMap(act -> act.replaced().stream().map(key -> new End(key, act.position())))
                .toList();
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setArray(
                    1, BoundArrays.texts(connection, ends, end -> end.key().kind()));
            statement.setArray(
                    2, BoundArrays.texts(connection, ends, end -> end.key().scope()));
            statement.setArray(
                    3, BoundArrays.texts(connection, ends, end -> end.key().id()));
            statement.setArray(4, BoundArrays.longs(connection, ends, End::position));
            statement.setString(5, ledger);
            statement.setString(6, ledger);
            int place = 7;
            for (Rows some : List.of(rows.records(), rows.terms(), rows.first(), rows.moved(), rows.entries())) {
                place = bind(connection, statement, place, some);
            }
            ActWrites.bindHead(statement, place, ledger, acts.get(acts.size() - 1));
            statement.executeUpdate();
        }
    }

    private static int bind(Connection connection, PreparedStatement statement, int first, Rows rows)
            throws SQLException {
        int columns = rows.table().types().size();
        for (int column = 0; column < columns; column++) {
            statement.setArray(first + column, column(connection, rows, column));
        }
        return first + columns;
    }

    private static Array column(Connection connection, Rows rows, int column) throws SQLException {
        return switch (rows.table().types().get(column)) {
            case "varchar" -> BoundArrays.texts(connection, rows.values(), row -> (String) row[column]);
            case "bigint" -> BoundArrays.longs(connection, rows.values(), row -> (Long) row[column]);
            default ->
                connection.createArrayOf(
                        "bytea", rows.values().stream().map(row -> row[column]).toArray(byte[][]::new));
        };
    }
}
