package io.modelgovernance.samples.faults;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL of the test's own, durable as in earnest, that can be killed, started again and frozen. */
final class Server implements FaultServer {
    private final Path data;
    private EmbeddedPostgres postgres;

    Server(Path data) {
        this.data = data;
        this.postgres = start(0);
    }

    private EmbeddedPostgres start(int port) {
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    // Zonky switches them off.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on");
            return (port == 0 ? builder : builder.setPort(port)).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int port() {
        return postgres.getPort();
    }

    @Override
    public DataSource direct() {
        return database(port(), "");
    }

    @Override
    public DataSource impatient() {
        return database(port(), "&socketTimeout=1&connectTimeout=1");
    }

    /** Unprepared, so that a commit is sent with its text. */
    @Override
    public DataSource through(int line) {
        return database(line, "&prepareThreshold=0&socketTimeout=1");
    }

    /**
     * By way of a port.
     *
     * @param more further parameters of the URL, each with an ampersand
     */
    static DataSource database(int port, String more) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setURL("jdbc:postgresql://localhost:" + port + "/postgres?user=postgres" + more);
        return dataSource;
    }

    private List<ProcessHandle> processes() throws IOException {
        long postmaster = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0));
        ProcessHandle parent = ProcessHandle.of(postmaster).orElseThrow();
        return Stream.concat(Stream.of(parent), parent.descendants()).toList();
    }

    @Override
    public void kill() throws IOException {
        List<ProcessHandle> all = processes();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    /** As kill -9 of one session; the server ends the others too, and starts again by itself. */
    void killSession() throws SQLException {
        try (Connection connection = direct().getConnection();
                Statement statement = connection.createStatement();
                ResultSet pid = statement.executeQuery("select pid from pg_stat_activity"
                        + " where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1")) {
            if (pid.next()) {
                ProcessHandle.of(pid.getLong(1)).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    @Override
    public void restart() throws IOException {
        int port = port();
        postgres.close();
        postgres = start(port);
    }

    /**
     * Keeps its log, the one that it writes before its tables, in another place.
     *
     * @param place an empty directory
     */
    void moveLog(Path place) throws IOException {
        int port = port();
        postgres.close();
        Path log = data.resolve("pg_wal");
        try (Stream<Path> files = Files.walk(log)) {
            for (Path file : (Iterable<Path>) files.filter(file -> !file.equals(log))::iterator) {
                Files.copy(file, place.resolve(log.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        Files.move(log, data.resolve("pg_wal.moved"));
        Files.createSymbolicLink(log, place);
        postgres = start(port);
    }

    /** Begins the next file of its log now, and not when the present one is full. */
    void switchLog() throws SQLException {
        try (Connection connection = direct().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_switch_wal()");
        }
    }

    /**
     * A streaming replica, from a copy of the data of this server, which is stopped for it and started again.
     *
     * @param copy where the replica's data is to lie
     */
    Server replica(Path copy) throws IOException {
        int port = port();
        postgres.close();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, copy.resolve(data.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        postgres = start(port);
        Files.createFile(copy.resolve("standby.signal"));
        Files.writeString(
                copy.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + port + " user=postgres'\n",
                StandardOpenOption.APPEND);
        return new Server(copy);
    }

    /** Connections that prepare nothing on the server, as a pooler in transaction mode demands. */
    DataSource unprepared() {
        return database(port(), "&prepareThreshold=0&socketTimeout=5");
    }

    @Override
    public boolean durable() throws SQLException {
        try (Connection connection = direct().getConnection();
                Statement statement = connection.createStatement();
                ResultSet setting = statement.executeQuery(
                        "select current_setting('fsync') || current_setting('synchronous_commit')")) {
            return setting.next() && setting.getString(1).equals("onon");
        }
    }

    /** The greatest length of a file that it may write, for those who connect from now on. */
    void limitFiles(String bytes) throws IOException, InterruptedException {
        for (ProcessHandle process : processes()) {
            new ProcessBuilder("prlimit", "--pid", Long.toString(process.pid()), "--fsize=" + bytes + ":unlimited")
                    .start()
                    .waitFor();
        }
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
        for (ProcessHandle process : processes()) {
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
