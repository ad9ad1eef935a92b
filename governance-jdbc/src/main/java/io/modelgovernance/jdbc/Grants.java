package io.modelgovernance.jdbc;

import io.modelgovernance.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The least that an application and a reader have to be allowed. */
final class Grants {
    /** The columns that acts move on; nothing else is ever updated, and nothing is deleted. */
    private static final Map<String, String> UPDATED = new TreeMap<>(Map.of(
            "gov_log", "position, recorded_at, tree_state",
            "gov_scope", "revision",
            "gov_record", "valid_to",
            "gov_term", "valid_to"));

    private Grants() {}

    static List<String> statements(Dialect dialect, String application, String reader) {
        requireName("application", application);
        requireName("reader", reader);
        List<String> grants = new ArrayList<>();
        for (String table : Ddl.tables()) {
            grants.add("grant select on " + table + " to " + application);
            if (!table.equals("gov_schema")) {
                grants.add("grant insert on " + table + " to " + application);
            }
        }
        UPDATED.forEach((table, columns) -> grants.add("grant update "
                + (dialect == Dialect.H2 ? "" : "(" + columns + ") ") + "on " + table + " to " + application));
        for (String view : Ddl.views()) {
            grants.add("grant select on " + view + " to " + reader);
        }
        return grants;
    }

    private static void requireName(String what, String name) {
        if (!name.matches("[a-z][a-z0-9_]{0,29}")) {
            throw InvalidInputException.of(
                    "database user for the " + what, "is " + name, "1 to 30 of a-z, 0-9 and _, a letter first");
        }
    }
}
