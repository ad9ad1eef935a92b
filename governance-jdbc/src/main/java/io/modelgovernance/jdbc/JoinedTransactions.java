package io.modelgovernance.jdbc;

import io.modelgovernance.InvalidInputException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Savepoint;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs work in the application's transaction if there is one, else in one of its own.
 *
 * <p>What it writes there stands or falls with what the application writes. It neither commits nor rolls back nor
 * closes; a write that fails is undone to where it began. Nothing is tried again: only the owner of the transaction can
 * repeat what came before.
 */
final class JoinedTransactions implements Transactions {
    private final CurrentConnection current;
    private final Transactions otherwise;

    JoinedTransactions(CurrentConnection current, Transactions otherwise) {
        this.current = current;
        this.otherwise = otherwise;
    }

    @Override
    public <T> T read(Work<T> work) {
        try {
            Optional<Connection> joined = joined();
            return joined.isPresent() ? work.on(joined.get()) : otherwise.read(work);
        } catch (SQLException e) {
            throw Failures.reading(e);
        }
    }

    @Override
    public <T> T write(Work<T> work, Supplier<@Nullable T> settled) {
        try {
            Optional<Connection> joined = joined();
            return joined.isPresent() ? within(joined.get(), work) : otherwise.write(work, settled);
        } catch (SQLException e) {
            throw Failures.joined(e);
        }
    }

    private Optional<Connection> joined() throws SQLException {
        Optional<Connection> connection = current.get();
        if (connection.isPresent() && connection.get().getAutoCommit()) {
            throw InvalidInputException.of(
                    "connection to join", "is in no transaction: its auto-commit is on", "in one that its owner ends");
        }
        return connection;
    }

    private static <T> T within(Connection connection, Work<T> work) throws SQLException {
        Savepoint before = connection.setSavepoint();
        T result;
        try {
            result = work.on(connection);
        } catch (SQLException | RuntimeException | Error e) {
            undo(connection, before, e);
            throw e;
        }
        connection.releaseSavepoint(before);
        return result;
    }

    /** A database that has ended the transaction has forgotten the savepoint with it. */
    private static void undo(Connection connection, Savepoint before, Throwable failure) throws SQLException {
        try {
            connection.rollback(before);
        } catch (SQLException e) {
            SQLException ended = new SQLTransactionRollbackException("The transaction has ended", "40000", failure);
            ended.addSuppressed(e);
            throw ended;
        }
    }
}
