package io.modelgovernance.samples.credit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample's decisions with their reasons, made again by another process from what is on record, bit for bit.
 * {@code -Dreplay.count=100000 -Dreplay.jdk=DIRECTORY} does so with more of them, and on another JDK as well.
 */
class ReplaySampleTest {
    private static final int COUNT = Integer.getInteger("replay.count", 1_500);

    @TempDir
    Path directory;

    @Test
    void everyDecisionIsMadeAgainByAnotherProcess() throws Exception {
        run(System.getProperty("java.home"), "record");
        assertIdentical(run(System.getProperty("java.home"), "replay"));
    }

    @Test
    void everyDecisionIsMadeAgainOnAnotherJdk() throws Exception {
        String other = System.getProperty("replay.jdk", "");
        Assumptions.assumeTrue(!other.isEmpty(), "no other JDK; name its directory by -Dreplay.jdk=...");
        run(System.getProperty("java.home"), "record");
        String there = run(other, "replay");
        assertIdentical(there);
        assertEquals(run(System.getProperty("java.home"), "replay"), there);
    }

    private static void assertIdentical(String said) {
        assertTrue(said.startsWith(COUNT + " " + COUNT + " sha256:"), said);
    }

    private String run(String jdk, String what) throws IOException, InterruptedException {
        Path out = directory.resolve("out.txt");
        Path errors = directory.resolve("errors.txt");
        Process process = new ProcessBuilder(List.of(
                        Path.of(jdk, "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReplayProcess.class.getName(),
                        what,
                        directory.resolve("desk").toString(),
                        Integer.toString(COUNT)))
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile())
                .start();
        int exit = process.waitFor();
        String said = Files.readString(errors, StandardCharsets.UTF_8);
        assertEquals(0, exit, said);
        assertTrue(!what.equals("replay") || said.lines().noneMatch(line -> line.startsWith("Replayed[")), said);
        return Files.readString(out, StandardCharsets.UTF_8).strip();
    }
}
