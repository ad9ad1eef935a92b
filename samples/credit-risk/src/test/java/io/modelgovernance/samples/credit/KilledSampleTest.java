package io.modelgovernance.samples.credit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.core.audit.AuditVerifier;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the sample's process (SIGKILL, where the system has it) after some line it printed, again and again on the same
 * directory; then it runs to its end and everything verifies. More cycles: {@code -Dkill.cycles=50 -Dkill.seed=2}.
 */
class KilledSampleTest {
    private static final int CYCLES = Integer.getInteger("kill.cycles", 2);
    private static final long SEED = Long.getLong("kill.seed", 1);
    private static final int LINES = 170;

    @TempDir
    Path directory;

    @Test
    void goesOnAfterEveryKillWithAVerifiedLog() throws Exception {
        Random random = new Random(SEED);
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            run(random.nextInt(LINES));
        }
        List<String> lines = run(Integer.MAX_VALUE);

        assertTrue(lines.stream().anyMatch(line -> line.contains("Intact: ")), () -> String.join("\n", lines));
        assertFalse(lines.stream().anyMatch(line -> line.contains("NOT ")), () -> String.join("\n", lines));
        assertTrue(
                lines.stream().anyMatch(line -> line.contains("would have referred exactly the")),
                () -> String.join("\n", lines));
        Desk desk = Desk.at(directory.resolve("desk"));
        AuditVerifier.verify(
                desk.home().resolve("audit-export"),
                desk.signerName(),
                desk.signer().publicKey());
    }

    /** Runs the sample and kills it once it has printed so many lines. */
    private List<String> run(int killAfter) throws IOException, InterruptedException {
        Path errors = directory.resolve("errors.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CreditRisk.class.getName(),
                        directory.resolve("desk").toString())
                .redirectError(errors.toFile())
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            while (lines.size() < killAfter) {
                String line = out.readLine();
                if (line == null) {
                    break;
                }
                lines.add(line);
            }
            if (lines.size() == killAfter) {
                process.destroyForcibly().waitFor();
                return lines;
            }
        }
        assertEquals(0, process.waitFor(), () -> read(errors) + String.join("\n", lines));
        return lines;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
