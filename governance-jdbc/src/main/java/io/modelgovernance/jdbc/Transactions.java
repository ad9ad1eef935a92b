package io.modelgovernance.jdbc;

import io.modelgovernance.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs work on a connection of its own: committed if it returns, rolled back if it throws, never hiding the first
 * exception, and tried again only where a new transaction may succeed.
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

    /** The commit was sent and its answer did not come. */
    private static final class LostAnswer extends Exception {
        private static final long serialVersionUID = 1L;
        private final SQLException failure;

        LostAnswer(SQLException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    <T> T read(Work<T> work) {
        try (Borrowed borrowed = new Borrowed(dataSource.getConnection())) {
            T result = work.on(borrowed.connection());
            borrowed.endRead();
            return result;
        } catch (SQLException e) {
            throw Failures.reading(e);
        }
    }

    /**
     * Writes. Once an answer was lost, a failure is never called "not written" any more: the lost commit may still be
     * on its way, so what is stored is looked up, and tried again behind the locks that the work itself takes.
     *
     * @param work all statements of the transaction
     * @param settled asked after a commit whose answer was lost: the result if it was made, null if it was not
     */
    <T> T write(Work<T> work, Supplier<@Nullable T> settled) {
        SQLException lost = null;
        for (int attempt = 1; ; attempt++) {
            SQLException failure;
            try {
                return once(work);
            } catch (LostAnswer e) {
                failure = e.failure;
                lost = failure;
            } catch (SQLException e) {
                failure = e;
            }
            T made = lost == null ? null : settle(lost, settled);
            if (made != null) {
                return made;
            }
            if (attempt == ATTEMPTS || (failure != lost && !Failures.retryable(failure))) {
                throw lost == null ? Failures.notWritten(failure) : Failures.unknown(lost);
            }
            LockSupport.parkNanos(
                    TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextInt(1, 5 << Math.min(attempt, 7))));
        }
    }

    private <T> T once(Work<T> work) throws SQLException, LostAnswer {
        try (Borrowed borrowed = new Borrowed(dataSource.getConnection())) {
            borrowed.begin();
            T result = work.on(borrowed.connection());
            commit(borrowed);
            return result;
        }
    }

    private static void commit(Borrowed borrowed) throws SQLException, LostAnswer {
        try {
            borrowed.commit();
        } catch (SQLException e) {
            if (Failures.retryable(e)) {
                throw e;
            }
            throw new LostAnswer(e);
        }
    }

    private static <T> @Nullable T settle(SQLException lost, Supplier<@Nullable T> settled) {
        try {
            return settled.get();
        } catch (StoreException e) {
            StoreException unknown = Failures.unknown(lost);
            unknown.addSuppressed(e);
            throw unknown;
        }
    }
}
