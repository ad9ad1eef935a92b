package io.modelgovernance.samples.faults;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.h2.tools.Server;

/** A database server that several processes can reach, each commit of it on the disk before it is answered. */
final class Database implements AutoCloseable {
    private final String url;
    private final AutoCloseable server;
    private final HikariDataSource dataSource = new HikariDataSource();

    private Database(String url, AutoCloseable server) {
        this.url = url;
        this.server = server;
        dataSource.setJdbcUrl(url);
    }

    /** Those that a test meets: {@code -Dsoak.database=NAME} one of them. */
    static List<String> products() {
        return List.of(System.getProperty("soak.database", "PostgreSQL,H2").split(",", -1));
    }

    /**
     * Starts one.
     *
     * @param product {@code PostgreSQL}, {@code H2} or {@code MariaDB}; the last needs the Maven profile {@code mariadb}
     */
    static Database start(String product, Path directory) throws IOException, SQLException, InterruptedException {
        return switch (product) {
            case "PostgreSQL" -> {
                var server = new io.modelgovernance.samples.faults.Server(directory.resolve("pg"));
                yield new Database("jdbc:postgresql://localhost:" + server.port() + "/postgres?user=postgres", server);
            }
            case "H2" -> {
                Server server = Server.createTcpServer(
                                "-tcpPort", "0", "-ifNotExists", "-baseDir", directory.toString())
                        .start();
                yield new Database(
                        "jdbc:h2:tcp://localhost:" + server.getPort() + "/./books;WRITE_DELAY=0;LOCK_TIMEOUT=10000",
                        server::stop);
            }
            case "MariaDB" -> {
                MariaDbServer server = MariaDbServer.start(directory);
                yield new Database(server.url(), server);
            }
            default -> throw new IllegalArgumentException(product);
        };
    }

    String url() {
        return url;
    }

    DataSource dataSource() {
        return dataSource;
    }

    @Override
    public void close() throws Exception {
        dataSource.close();
        server.close();
    }
}
