package io.modelgovernance.jdbc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows for one table, each value a text, a long, bytes, or null for a text. For one use. */
final class Rows {
    private final Table table;
    private final List<@Nullable Object[]> values = new ArrayList<>();

    Rows(Table table) {
        this.table = table;
    }

    /**
     * A table that acts write.
     *
     * @param insert what an insert of whole rows begins with
     * @param types PostgreSQL's names of the columns' types, in the order of a row's values
     */
    record Table(String insert, List<String> types) {
        static final Table RECORDS = of(
                "gov_record",
                "ledger varchar, scope varchar, kind varchar, id varchar, valid_from bigint, valid_to bigint, body bytea,"
                        + " link_from varchar, link_to varchar, link_note varchar");
        static final Table TERMS = of(
                "gov_term",
                "ledger varchar, kind varchar, name varchar, term varchar, scope varchar, id varchar, valid_from bigint,"
                        + " valid_to bigint");
        static final Table SCOPES = of("gov_scope", "revision bigint, ledger varchar, scope varchar");
        static final Table ENTRIES = of(
                "gov_journal",
                "ledger varchar, position bigint, act_id varchar, recorded_at bigint, entry bytea, nodes bytea");

        static Table of(String name, String columns) {
            List<String> names = new ArrayList<>();
            List<String> types = new ArrayList<>();
            for (String column : columns.split(", ", -1)) {
                int space = column.indexOf(' ');
                names.add(column.substring(0, space));
                types.add(column.substring(space + 1));
            }
            return new Table("insert into " + name + " (" + String.join(", ", names) + ") ", List.copyOf(types));
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
