package io.modelgovernance.samples.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A database server of the test's own that can be killed, started again and frozen. */
interface FaultServer extends AutoCloseable {
    /**
     * Starts one.
     *
     * @param product {@code PostgreSQL}, {@code H2} or {@code MariaDB}; the last needs the Maven profile {@code mariadb}
     */
    static FaultServer start(String product, Path directory) throws IOException, InterruptedException {
        return switch (product) {
            case "PostgreSQL" -> new Server(directory.resolve("pg"));
            case "H2" -> new H2Server(directory);
            case "MariaDB" -> MariaDbServer.start(directory);
            default -> throw new IllegalArgumentException(product + " cannot be killed and frozen here");
        };
    }

    /** Where it listens, also after it was started again. */
    int port();

    /** Straight to the server. */
    DataSource direct();

    /** Connections that give up after a second without an answer. */
    DataSource impatient();

    /** So many connections that it refuses one more. */
    default List<Connection> allConnections() {
        List<Connection> all = new ArrayList<>();
        while (true) {
            try {
                all.add(direct().getConnection());
            } catch (SQLException e) {
                return all;
            }
        }
    }

    /** The same by way of another port. */
    DataSource through(int line);

    /** Whether a commit is on the disk before it is answered. */
    boolean durable() throws SQLException;

    /** As kill -9 of every process it has. */
    void kill() throws IOException;

    /** On the same port, with what the disk holds. */
    void restart() throws IOException, InterruptedException;

    void freeze() throws IOException, InterruptedException;

    void thaw() throws IOException, InterruptedException;

    @Override
    void close() throws IOException;
}
