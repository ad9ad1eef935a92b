package io.modelgovernance.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows for one table, each value a text, a long, bytes, or null for a text. For one use. */
final class Rows {
    private final Table table;
    private final List<@Nullable Object[]> values = new ArrayList<>();

    Rows(Table table) {
        this.table = table;
    }

    /** A table that acts write, and its columns in the order of a row's values. */
    enum Table {
        RECORDS(
                "gov_record",
                "ledger varchar, scope varchar, kind varchar, id varchar, valid_from bigint, valid_to bigint, body bytea,"
                        + " link_from varchar, link_to varchar"),
        TERMS(
                "gov_term",
                "ledger varchar, kind varchar, name varchar, term varchar, scope varchar, id varchar, valid_from bigint,"
                        + " valid_to bigint"),
        SCOPES("gov_scope", "revision bigint, ledger varchar, scope varchar"),
        ENTRIES(
                "gov_journal",
                "ledger varchar, position bigint, act_id varchar, recorded_at bigint, entry bytea, nodes bytea");

        private final String name;
        private final List<String> columns;
        private final List<String> types;

        Table(String name, String columns) {
            this.name = name;
            this.columns = words(columns, column -> column[0]);
            this.types = words(columns, column -> column[1]);
        }

        private static List<String> words(String columns, Function<String[], String> word) {
            return Stream.of(columns.split(", ", -1))
                    .map(column -> word.apply(column.split(" ", 2)))
                    .toList();
        }

        /** What an insert begins with. */
        String insert() {
            return "insert into " + name + " (" + String.join(", ", columns) + ") ";
        }

        /** PostgreSQL's names of the columns' types. */
        List<String> types() {
            return types;
        }
    }

    Table table() {
        return table;
    }

    void add(@Nullable Object... row) {
        values.add(row);
    }

    List<@Nullable Object[]> values() {
        return values;
    }
}
