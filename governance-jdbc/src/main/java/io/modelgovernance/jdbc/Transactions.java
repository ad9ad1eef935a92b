package io.modelgovernance.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where statements run: in transactions of the store's own, or in one of the application's. */
interface Transactions {
    /** Work on a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Reads. */
    <T> T read(Work<T> work);

    /**
     * Writes, all or nothing.
     *
     * @param work all statements of the transaction
     * @param settled asked after a commit whose answer was lost: the result if it was made, null if it was not
     */
    <T> T write(Work<T> work, Supplier<@Nullable T> settled);
}
