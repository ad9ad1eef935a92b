package io.modelgovernance.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection of the application's, given back as it came: no transaction open, its auto-commit as before. Whatever
 * goes wrong while giving it back hides neither a result nor an earlier exception.
 */
final class Borrowed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Borrowed.class);

    private final Connection connection;
    private final boolean autoCommit;
    private boolean open;

    /** Takes the connection over, also if it turns out to be broken. */
    Borrowed(Connection connection) throws SQLException {
        this.connection = connection;
        try {
            this.autoCommit = connection.getAutoCommit();
        } catch (SQLException e) {
            try (connection) {
                throw e;
            }
        }
        this.open = !autoCommit;
    }

    Connection connection() {
        return connection;
    }

    void begin() throws SQLException {
        open = true;
        if (autoCommit) {
            connection.setAutoCommit(false);
        }
    }

    /** Makes every statement a transaction of its own. */
    void beginPlain() throws SQLException {
        if (!autoCommit) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        open = false;
    }

    void commit() throws SQLException {
        connection.commit();
        open = false;
    }

    void endRead() throws SQLException {
        if (open) {
            connection.rollback();
            open = false;
        }
    }

    /** Rolls back what is open; a connection that cannot is broken off, for switching auto-commit on would commit. */
    @Override
    public void close() {
        try {
            try {
                if (open) {
                    connection.rollback();
                }
                if (connection.getAutoCommit() != autoCommit) {
                    connection.setAutoCommit(autoCommit);
                }
            } catch (SQLException e) {
                LOG.debug("A connection is not reusable: {}", Failures.describe(e));
                connection.abort(Runnable::run);
            } finally {
                connection.close();
            }
        } catch (SQLException e) {
            LOG.debug("A connection could not be given back: {}", Failures.describe(e));
        }
    }
}
