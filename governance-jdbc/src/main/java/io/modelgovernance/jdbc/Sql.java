package io.modelgovernance.jdbc;

import io.modelgovernance.spi.GovernanceStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** SQL text and its bound values, grown together. */
final class Sql {
    /** What lives; written out, so that an index of nothing else can be used. */
    static final String LIVING = " valid_to = " + GovernanceStore.NOW;

    /**
     * Only lives that a position falls into, in the order of keys. The end is in an expression, for in a table of a
     * statement's own H2 would take the index of ends, and read all there is to sort it.
     */
    static final String THEN = " and valid_from <= ? and valid_to + 0 > ?";

    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    Sql add(String more, Object... bound) {
        text.append(more);
        values.addAll(List.of(bound));
        return this;
    }

    /** Only lives that a position falls into. */
    Sql validity(String table, long asOf) {
        return asOf == GovernanceStore.NOW
                ? add(" and " + table + "." + LIVING.trim())
                : add(" and " + table + ".valid_from <= ? and " + table + ".valid_to > ?", asOf, asOf);
    }

    PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text.toString());
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (value instanceof String) {
                statement.setString(i + 1, (String) value);
            } else if (value instanceof Long) {
                statement.setLong(i + 1, (Long) value);
            } else {
                statement.setObject(i + 1, value);
            }
        }
        return statement;
    }
}
