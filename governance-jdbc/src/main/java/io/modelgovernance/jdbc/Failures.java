package io.modelgovernance.jdbc;

import io.modelgovernance.StoreException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

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

    static StoreException joined(SQLException e) {
        return new StoreException(
                StoreException.Outcome.NOT_WRITTEN,
                "The database must accept the write (" + describe(e) + "); nothing of it is in the transaction that was"
                        + " joined, and it was not tried again, for that transaction is not the store's own. Maybe roll"
                        + " it back and repeat it as a whole.",
                e);
    }

    /** The database has rolled back the whole transaction, not only the statement that failed. */
    static boolean endedTransaction(@Nullable Throwable e) {
        String state = e instanceof SQLException ? ((SQLException) e).getSQLState() : null;
        return state != null && state.startsWith("40");
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
