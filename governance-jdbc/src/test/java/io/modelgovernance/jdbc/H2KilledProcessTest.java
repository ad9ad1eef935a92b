package io.modelgovernance.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.spi.JournalEntry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process was told is stored is there after the process was killed. */
class H2KilledProcessTest {
    /** Commits for ever and prints each position that was acknowledged. */
    static final class Committing {
        private Committing() {}

        public static void main(String[] arguments) {
            var dataSource = Databases.h2Open(Path.of(arguments[0]));
            JdbcSchema.install(dataSource);
            JdbcGovernanceStore store = JdbcGovernanceStore.of(dataSource);
            for (int i = 0; ; i++) {
                System.out.println(store.commit(LostAnswerTest.act("scope" + i)).position());
            }
        }
    }

    @Test
    void everyAcknowledgedActSurvives(@TempDir Path directory) throws IOException, InterruptedException {
        long acknowledged = killedAfter(directory, 200);
        JdbcGovernanceStore store = JdbcGovernanceStore.of(Databases.h2(directory));
        List<JournalEntry> entries = store.journal(0, 1_000_000);
        assertTrue(entries.size() >= acknowledged, () -> acknowledged + " acknowledged, but " + entries.size());
        for (int i = 0; i < entries.size(); i++) {
            assertEquals(i + 1, entries.get(i).position());
        }
        assertEquals(entries.size(), store.head().position());
        assertEquals(
                entries.size() + 1,
                store.commit(LostAnswerTest.act("after the kill")).position());
    }

    private static long killedAfter(Path directory, int commits) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Committing.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long acknowledged = 0;
        try (BufferedReader lines = process.inputReader()) {
            while (acknowledged < commits) {
                String line = lines.readLine();
                assertNotNull(line, "the process ended by itself");
                acknowledged = Long.parseLong(line);
            }
            assertTrue(process.toHandle().destroyForcibly());
            process.waitFor();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                acknowledged = line.isEmpty() ? acknowledged : Math.max(acknowledged, Long.parseLong(line));
            }
        }
        return acknowledged;
    }
}
