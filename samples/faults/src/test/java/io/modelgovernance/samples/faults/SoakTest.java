package io.modelgovernance.samples.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Governance;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.jdbc.JdbcSchema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day's traffic through one process whose heap is small: what it holds does not grow. {@code -Dsoak.decisions=2880000}
 * is a hundred decisions a second for eight hours, as fast as they go.
 */
class SoakTest {
    private static final int DECISIONS = Integer.getInteger("soak.decisions", 1_000);
    private static final long SLACK_KILOBYTES = 4_096;

    @TempDir
    Path directory;

    @Test
    void memoryStaysFlat() throws Exception {
        try (Server server = new Server(directory.resolve("pg"))) {
            JdbcSchema.install(server.direct());
            try (Governance office = GovernanceEngine.builder()
                    .store(JdbcGovernanceStore.of(server.direct()))
                    .build()) {
                Counter.promote(office, directory);
                List<long[]> tenths = run(server.port());
                long[] last = tenths.get(tenths.size() - 1);
                assertEquals(DECISIONS, last[0]);
                assertEquals(DECISIONS, last[1]);
                long early = Math.max(tenths.get(1)[2], tenths.get(2)[2]);
                assertTrue(last[2] <= early + SLACK_KILOBYTES, () -> "heap of " + early + " kB grew to " + last[2]);
                assertTrue(last[3] <= tenths.get(1)[3] + 2, () -> "threads grew to " + last[3]);
                assertTrue(office.audit().verify().intact());
            }
        }
    }

    private List<long[]> run(int port) throws Exception {
        Path out = directory.resolve("out.txt");
        Path errors = directory.resolve("errors.txt");
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Soaked.class.getName(),
                        Integer.toString(port),
                        Integer.toString(DECISIONS))
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile())
                .start();
        assertEquals(0, process.waitFor(), () -> {
            try {
                return Files.readString(errors, StandardCharsets.UTF_8);
            } catch (java.io.IOException e) {
                return e.toString();
            }
        });
        List<String> lines = Files.readAllLines(out, StandardCharsets.UTF_8);
        lines.forEach(line -> System.out.println("soak: " + line));
        return lines.stream()
                .map(line -> Arrays.stream(line.split(" ", -1))
                        .mapToLong(Long::parseLong)
                        .toArray())
                .toList();
    }
}
