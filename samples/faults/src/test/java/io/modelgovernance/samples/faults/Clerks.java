package io.modelgovernance.samples.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** One process with a {@link Clerk}, whose lines go into the books. */
final class Clerks implements AutoCloseable {
    private final Process process;
    private final Thread reader;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch frozen = new CountDownLatch(1);
    private volatile boolean ended;

    private Clerks(Process process, Books books, String name) {
        this.process = process;
        this.reader = new Thread(() -> read(books, name));
        reader.start();
    }

    /**
     * Starts one.
     *
     * @param classpath of which version of the library
     * @param options of its JVM
     * @param arguments of its main method: URL, name, seed, operations
     */
    static Clerks start(Books books, String classpath, List<String> options, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classpath));
        command.addAll(options);
        command.add(Clerk.class.getName());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new Clerks(process, books, arguments.get(1));
    }

    private void read(Books books, String name) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("B")) {
                    begun.countDown();
                }
                if (line.equals("F")) {
                    frozen.countDown();
                }
                ended |= line.equals("E");
                books.note(name, line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            begun.countDown();
            frozen.countDown();
        }
    }

    /** Until the clerk has begun to work, or is dead. */
    void awaitBegin() throws InterruptedException {
        begun.await();
    }

    /** Until the clerk has frozen itself, or is dead. */
    void awaitFrozen() throws IOException, InterruptedException {
        frozen.await();
        String state = "";
        while (process.isAlive() && !state.startsWith("T")) {
            Process asked = new ProcessBuilder("ps", "-o", "state=", "-p", Long.toString(process.pid())).start();
            state = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    void thaw() throws IOException, InterruptedException {
        signal(process.pid(), "-CONT");
    }

    static void signal(long pid, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor();
    }

    /** Whether it came to its end by itself. */
    boolean await() throws InterruptedException {
        process.waitFor();
        reader.join();
        return ended;
    }

    /** As kill -9; what it said before is still read, which {@code Process.destroyForcibly} would prevent. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        await();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
