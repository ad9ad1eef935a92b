package io.modelgovernance.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Tells which transaction of the application's the calling thread is in.
 *
 * <p>Where a framework binds a transaction to the thread, this asks the framework. Thread-safe.
 */
@FunctionalInterface
public interface CurrentConnection {
    /**
     * The connection of the transaction that the calling thread is in.
     *
     * @return it, with auto-commit off; empty if the thread is in no transaction
     * @throws SQLException if it cannot be had
     */
    Optional<Connection> get() throws SQLException;
}
