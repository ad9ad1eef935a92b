package io.modelgovernance.samples.faults;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.tools.Server;

/** A database server that several processes can reach, each commit of it on the disk before it is answered. */
final class Database implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final List<String> urls;
    private final AutoCloseable server;
    private final HikariDataSource dataSource = new HikariDataSource();

    private Database(List<String> urls, AutoCloseable server) {
        this.urls = urls;
        this.server = server;
        dataSource.setJdbcUrl(urls.get(0));
    }

    /** Those that a test meets: {@code -Dsoak.database=NAME} one of them. */
    static List<String> products() {
        return List.of(System.getProperty("soak.database", "PostgreSQL,H2").split(",", -1));
    }

    /**
     * Starts one.
     *
     * @param product {@code PostgreSQL}, {@code H2} or {@code MariaDB}, of which the last needs the Maven profile {@code
     *     mariadb}; or the addresses of the nodes of a cluster that runs already, separated by spaces, with {@code {}} for
     *     the number of a database that is not there yet
     */
    static Database start(String product, Path directory) throws IOException, SQLException, InterruptedException {
        return switch (product) {
            case "PostgreSQL" -> {
                var server = new io.modelgovernance.samples.faults.Server(directory.resolve("pg"));
                yield new Database(
                        List.of("jdbc:postgresql://localhost:" + server.port() + "/postgres?user=postgres"), server);
            }
            case "H2" -> {
                Server server = Server.createTcpServer(
                                "-tcpPort", "0", "-ifNotExists", "-baseDir", directory.toString())
                        .start();
                yield new Database(
                        List.of("jdbc:h2:tcp://localhost:" + server.getPort()
                                + "/./books;WRITE_DELAY=0;LOCK_TIMEOUT=10000"),
                        server::stop);
            }
            case "MariaDB" -> {
                MariaDbServer server = MariaDbServer.start(directory);
                yield new Database(List.of(server.url()), server);
            }
            default -> {
                if (!product.startsWith("jdbc:")) {
                    throw new IllegalArgumentException(product);
                }
                String own = product.replace("{}", Integer.toString(NUMBER.incrementAndGet()));
                yield new Database(List.of(own.split(" +", -1)), () -> {});
            }
        };
    }

    /** Where the first process is to connect to. */
    String url() {
        return url(0);
    }

    /** Where a process is to connect to: the nodes in turn. */
    String url(int process) {
        return urls.get(process % urls.size());
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
