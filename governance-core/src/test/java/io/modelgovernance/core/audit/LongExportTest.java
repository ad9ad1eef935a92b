package io.modelgovernance.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.audit.VerifierKey;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A long export is verified by the command line in a process of little memory, and one flipped bit is found and named.
 *
 * <p>{@code -Dgovernance.export.entries=1000000} makes it as long as a bank's.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongExportTest {
    private static final long ENTRIES = Long.getLong("governance.export.entries", 60_000);
    private static final Ed25519Signer SIGNER = Ed25519Signer.generate("bank");
    private static final String KEY = VerifierKey.of(SIGNER).toString();

    private Path export = Path.of("");

    @BeforeAll
    void writes(@TempDir Path directory) throws IOException {
        export = Files.createDirectory(directory.resolve("export"));
        LongJournal.audit(ENTRIES, SIGNER).export(export);
    }

    private record Ended(int exit, String said) {}

    /** The command of docs/audit.md; 24 MB of heap are less than the files. */
    private Ended command(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx24m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.modelgovernance.core.audit.AuditVerifier"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    @Test
    void theCommandSaysItIsIntact() throws IOException, InterruptedException {
        assertTrue(Files.size(export.resolve("entries.jsonl")) > 24 << 20, "more than the heap");
        Ended ended = command(export.toString(), KEY);
        assertEquals(0, ended.exit(), ended::said);
        assertTrue(ended.said().startsWith("intact: " + ENTRIES + " entries, root sha256:"), ended::said);
    }

    @Test
    void theCommandNamesTheEntryOfAFlippedBit() throws IOException, InterruptedException {
        long at = Files.size(export.resolve("entries.jsonl")) * 2 / 3;
        long line = flip("entries.jsonl", at, 3);
        try {
            Ended ended = command(export.toString(), KEY);
            assertEquals(1, ended.exit(), ended::said);
            assertTrue(ended.said().startsWith("NOT INTACT: The entry " + line + " of entries.jsonl"), ended::said);
        } finally {
            flip("entries.jsonl", at, 3);
        }
    }

    @Test
    void theCommandWithoutArgumentsSaysHowItIsUsed() throws IOException, InterruptedException {
        Ended ended = command();
        assertEquals(1, ended.exit(), ended::said);
        assertTrue(ended.said().contains("DIRECTORY KEY [--kept FILE]"), ended::said);
    }

    /** Places all over both files, other bits each time. */
    @Test
    void aFlippedBitAnywhereIsNamed() throws IOException {
        Random random = new Random(20261123);
        AuditVerifier verifier = AuditVerifier.trusting(VerifierKey.of(SIGNER));
        for (int i = 0; i < 8; i++) {
            String file = i % 4 == 3 ? "leaves.txt" : "entries.jsonl";
            long at = (long) (random.nextDouble() * Files.size(export.resolve(file)));
            int bit = random.nextInt(8);
            long line = flip(file, at, bit);
            InvalidInputException caught =
                    assertThrows(InvalidInputException.class, () -> verifier.verify(export), file + " " + at);
            assertTrue(
                    caught.getMessage().matches(".*(entry|line) " + line + " .*")
                            && caught.getMessage().contains(file),
                    () -> line + ": " + caught.getMessage());
            flip(file, at, bit);
        }
        assertEquals(ENTRIES, verifier.verify(export).checkpoint().size());
    }

    /** Flips a bit and says in which line it is. */
    private long flip(String file, long at, int bit) throws IOException {
        try (RandomAccessFile opened = new RandomAccessFile(export.resolve(file).toFile(), "rw")) {
            opened.seek(at);
            int was = opened.read();
            opened.seek(at);
            opened.write(was ^ (1 << bit));
        }
        try (var in = new java.io.BufferedInputStream(Files.newInputStream(export.resolve(file)))) {
            long line = 1;
            byte[] buffer = new byte[1 << 16];
            long left = at;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                for (int i = 0; i < read; i++) {
                    line += buffer[i] == '\n' ? 1 : 0;
                }
                left -= read;
            }
            return line;
        }
    }
}
