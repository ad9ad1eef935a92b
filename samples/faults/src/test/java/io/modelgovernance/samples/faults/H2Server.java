package io.modelgovernance.samples.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.Server;

/** An H2 in a process of its own, so that it can be killed, started again and frozen; each commit leaves the process. */
final class H2Server implements FaultServer {
    private final Path data;
    private final String url;
    private final int port;
    private Process process;

    H2Server(Path data) throws IOException {
        this.data = data;
        this.process = launch(0);
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            this.port = Integer.parseInt(said.readLine());
        }
        this.url = "jdbc:h2:tcp://localhost:" + port + "/./books;WRITE_DELAY=0;LOCK_TIMEOUT=10000";
    }

    /**
     * Serves until it is killed, and says on which port.
     *
     * @param arguments the port, 0 for any; where the files lie
     */
    public static void main(String[] arguments) throws Exception {
        Server server = Server.createTcpServer("-tcpPort", arguments[0], "-ifNotExists", "-baseDir", arguments[1]);
        System.out.println(server.start().getPort());
    }

    private Process launch(int listen) throws IOException {
        return new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        H2Server.class.getName(),
                        Integer.toString(listen),
                        data.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static DataSource database(String address) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL(address);
        return dataSource;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public DataSource direct() {
        return database(url);
    }

    /** Not really: its driver, when it gives up, does not close the line, and the server keeps the locks. */
    @Override
    public DataSource impatient() {
        return direct();
    }

    @Override
    public DataSource through(int line) {
        return database(url.replace(":" + port, ":" + line));
    }

    /** By its URL; that it holds is what the test finds out. */
    @Override
    public boolean durable() {
        return url.contains("WRITE_DELAY=0");
    }

    @Override
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void restart() throws IOException {
        process = launch(port);
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            if (said.readLine() == null) {
                throw new IOException("H2 did not start again on port " + port);
            }
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
        new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    }

    @Override
    public void close() {
        kill();
    }
}
