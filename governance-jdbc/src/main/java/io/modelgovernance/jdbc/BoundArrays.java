package io.modelgovernance.jdbc;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists that are bound as one value each, which PostgreSQL can: it is the same statement for any number of values. */
final class BoundArrays {
    static final String TEXTS = "cast(? as varchar[])";
    static final String LONGS = "cast(? as bigint[])";
    static final String INTEGERS = "cast(? as integer[])";

    private BoundArrays() {}

    /**
     * A condition that is always true, of which the planner thinks that one row in two hundred passes. It does not see what
     * is in the arrays or what recursion finds, and expects tens or thousands: so it would plan each time anew, choose to
     * read what is there whole, or make room that is not needed.
     *
     * @param number a column that is never null
     */
    static String few(String number) {
        return number + " % 1 = 0";
    }

    static Array texts(Connection connection, List<String> texts) throws SQLException {
        return connection.createArrayOf("varchar", texts.toArray(String[]::new));
    }

    static <T> Array texts(Connection connection, List<T> rows, Function<T, @Nullable String> text)
            throws SQLException {
        return connection.createArrayOf("varchar", rows.stream().map(text).toArray(String[]::new));
    }

    static <T> Array longs(Connection connection, List<T> rows, Function<T, Long> number) throws SQLException {
        return connection.createArrayOf("int8", rows.stream().map(number).toArray(Long[]::new));
    }

    static <T> Array integers(Connection connection, List<T> rows, Function<T, Integer> number) throws SQLException {
        return connection.createArrayOf("int4", rows.stream().map(number).toArray(Integer[]::new));
    }
}
