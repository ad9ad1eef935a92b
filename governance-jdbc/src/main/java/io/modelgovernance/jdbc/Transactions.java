package io.modelgovernance.jdbc;

import io.modelgovernance.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Runs work on a connection of its own: committed if it returns, rolled back if it throws, never hiding the first
 * exception, and tried again only where the database says that a new transaction may succeed.
 */
final class Transactions {
    private static final int ATTEMPTS = 10;

    private final DataSource dataSource;

    Transactions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Work on a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    <T> T read(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw Failures.reading(e);
        }
    }

    /**
     * Writes.
     *
     * @param work all statements of the transaction
     * @param settled asked after a commit whose answer was lost: the result if it was made, null if it was not
     */
    <T> T write(Work<T> work, Supplier<@org.jspecify.annotations.Nullable T> settled) {
        for (int attempt = 1; ; attempt++) {
            boolean committing = false;
            try (Connection connection = dataSource.getConnection()) {
                boolean autoCommit = connection.getAutoCommit();
                connection.setAutoCommit(false);
                try {
                    T result = work.on(connection);
                    committing = true;
                    connection.commit();
                    committing = false;
                    restore(connection, autoCommit);
                    return result;
                } catch (SQLException | RuntimeException e) {
                    rollback(connection, e);
                    restore(connection, autoCommit);
                    throw e;
                }
            } catch (SQLException e) {
                if (Failures.retryable(e) && attempt < ATTEMPTS) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(
                            ThreadLocalRandom.current().nextInt(1, 5 << attempt)));
                    continue;
                }
                if (!committing) {
                    throw Failures.notWritten(e);
                }
                T result = settle(e, settled);
                if (result != null) {
                    return result;
                }
                if (attempt == ATTEMPTS) {
                    throw Failures.notWritten(e);
                }
            }
        }
    }

    private static <T> @org.jspecify.annotations.Nullable T settle(
            SQLException lost, Supplier<@org.jspecify.annotations.Nullable T> settled) {
        try {
            return settled.get();
        } catch (StoreException e) {
            StoreException unknown = Failures.unknown(lost);
            unknown.addSuppressed(e);
            throw unknown;
        }
    }

    private static void rollback(Connection connection, Exception first) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            first.addSuppressed(e);
        }
    }

    private static void restore(Connection connection, boolean autoCommit) {
        try {
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            org.slf4j.LoggerFactory.getLogger(Transactions.class)
                    .debug("A connection is not reusable: {}", Failures.describe(e));
        }
    }
}
