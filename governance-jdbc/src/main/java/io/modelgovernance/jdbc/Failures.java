package io.modelgovernance.jdbc;

import io.modelgovernance.StoreException;
import java.sql.SQLException;

/** What a database's failure means, by SQLState and never by its text. */
final class Failures {
    private Failures() {}

    static StoreException reading(SQLException e) {
        return new StoreException(
                StoreException.Outcome.NOT_WRITTEN,
                "The database must answer (" + describe(e) + "). Maybe it is down, or the schema is not installed.",
                e);
    }

    static StoreException notWritten(SQLException e) {
        return new StoreException(
                StoreException.Outcome.NOT_WRITTEN,
                "The database must accept the write (" + describe(e) + "); nothing was written.",
                e);
    }

    static StoreException unknown(SQLException e) {
        return new StoreException(
                StoreException.Outcome.UNKNOWN,
                "The database must confirm the commit (" + describe(e)
                        + "); it may have been made. Maybe repeat the act with the same act id.",
                e);
    }

    /** Serialization failure or deadlock: the database has rolled back, and the whole may be tried again. */
    static boolean retryable(SQLException e) {
        String state = e.getSQLState();
        return "40001".equals(state) || "40P01".equals(state);
    }

    static String describe(SQLException e) {
        return "SQLState " + e.getSQLState() + ", code " + e.getErrorCode();
    }
}
