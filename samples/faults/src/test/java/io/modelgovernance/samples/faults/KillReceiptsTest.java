package io.modelgovernance.samples.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Governance;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.jdbc.JdbcSchema;
import io.modelgovernance.serving.Kill;
import io.modelgovernance.serving.KillReport;
import io.modelgovernance.serving.KillReport.Receipt;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Eight processes serve a model and one of them is frozen: seven say that they have stopped, one is listed. */
@DisabledOnOs(OS.WINDOWS)
class KillReceiptsTest {
    private static final int PROCESSES = 8;
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path directory;

    private final Clock clock = Clock.systemUTC();

    /** One serving process and the lines between it and the test. */
    private static final class Served implements AutoCloseable {
        private final Process process;
        private final BufferedReader answers;
        private final BufferedWriter questions;

        Served(int port, int number) throws IOException {
            process = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-Xmx96m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Teller.class.getName(),
                            Integer.toString(port),
                            "branch-" + number,
                            Long.toString(LEASE.toSeconds()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            answers = process.inputReader(StandardCharsets.UTF_8);
            questions = process.outputWriter(StandardCharsets.UTF_8);
        }

        String answer() throws IOException {
            return answers.readLine();
        }

        void ask() throws IOException {
            questions.write("decide\n");
            questions.flush();
        }

        boolean serves() {
            try {
                ask();
                return answer().equals("served");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void signal(String signal) throws IOException, InterruptedException {
            assertEquals(
                    0,
                    new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                            .start()
                            .waitFor());
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private void await(BooleanSupplier condition) {
        Instant deadline = clock.instant().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertTrue(clock.instant().isBefore(deadline), "not within " + PATIENCE);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    @Test
    void sevenAcknowledgeOneIsListedAndServesNothingAfterItsLease() throws Exception {
        List<Served> branches = new ArrayList<>();
        try (Server server = new Server(directory.resolve("data"))) {
            JdbcSchema.install(server.direct());
            try (Governance office = GovernanceEngine.builder()
                    .store(JdbcGovernanceStore.of(server.direct()))
                    .build()) {
                Counter.promote(office, directory);
                for (int i = 0; i < PROCESSES; i++) {
                    branches.add(new Served(server.port(), i));
                }
                for (Served branch : branches) {
                    assertEquals("ready", branch.answer());
                }
                Served frozen = branches.get(3);
                for (Served branch : branches) {
                    await(branch::serves);
                }
                frozen.signal("-STOP");

                Kill kill = office.killSwitch().kill(Counter.RISK, Counter.MODEL, "incident 12");
                await(() -> office.killSwitch().receipts(kill).acknowledged().size() == PROCESSES - 1);
                KillReport report = office.killSwitch().conclude(Counter.RISK, kill);
                assertEquals(
                        List.of("branch-3"),
                        report.absent().stream().map(Receipt::deployment).toList());
                Instant ends = report.absent().get(0).leaseEnds();
                assertEquals(kill.at().plus(LEASE), ends);

                await(() -> clock.instant().isAfter(ends));
                frozen.ask();
                frozen.signal("-CONT");
                String last = frozen.answer();
                assertTrue(last.startsWith("refused"), last);
                for (Served branch : branches) {
                    branch.ask();
                    assertTrue(branch.answer().startsWith("refused"));
                }
                await(() -> office.killSwitch().receipts(kill).complete());
                assertTrue(office.audit().verify().intact());
            }
        } finally {
            branches.forEach(Served::close);
        }
    }
}
