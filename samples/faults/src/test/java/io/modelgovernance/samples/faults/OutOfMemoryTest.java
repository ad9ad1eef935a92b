package io.modelgovernance.samples.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that has no memory left, again and again: who was answered has a record, and the writer goes on. Only with
 * {@code -Dfaults.memory=true}: a process that misses memory while it loads a class is lost for good, and then this fails.
 */
@EnabledIfSystemProperty(named = "faults.memory", matches = "true", disabledReason = "see -Dfaults.memory=true")
@Timeout(120)
class OutOfMemoryTest {
    @Test
    void whoeverWasAnsweredHasARecord(@TempDir Path directory) throws Exception {
        Path out = directory.resolve("out.txt");
        Path errors = directory.resolve("errors.txt");
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starved.class.getName(),
                        directory.toString())
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile())
                .start();
        int exit = process.waitFor();
        assertEquals(0, exit, () -> read(errors));
        String line = read(out);
        System.out.println("starved: " + line.strip());
        long[] said = Arrays.stream(line.strip().split(" ", -1))
                .mapToLong(Long::parseLong)
                .toArray();
        assertTrue(said[0] > 400, line);
        assertTrue(said[1] > 2, line);
        assertEquals(0, said[3], "answered without a record");
        assertEquals(1, said[4], "the log is intact");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }
}
