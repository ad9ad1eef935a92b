package io.modelgovernance.samples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No test of any module asserts how long something took: such a test fails on a busy machine and says nothing. Speed is
 * measured by the benchmarks; a {@code @Timeout} that only ends a test that hangs is no assertion about speed.
 */
class NoTimedAssertionTest {
    private static final Pattern TIMED = Pattern.compile(
            "\\bassertTimeout(Preemptively)?\\b|\\bSystem\\s*(\\.|::)\\s*(nanoTime|currentTimeMillis)\\b|\\bStopWatch\\b");

    @Test
    void noneInAnyModule() throws IOException {
        Path root = root();
        List<Path> tests = tests(root);
        assertTrue(
                tests.stream()
                        .map(root::relativize)
                        .map(Path::toString)
                        .anyMatch(name -> name.contains("governance-core")),
                () -> "The tests of the other modules were not found under " + root);
        assertEquals(List.of(), timed(tests));
    }

    @Test
    void seesOne(@TempDir Path directory) throws IOException {
        for (String line : List.of(
                "assertTimeout(second, this::run);",
                "assertTimeoutPreemptively(second, this::run);",
                "long start = System.nanoTime();",
                "LongSupplier clock = System::currentTimeMillis;")) {
            Path test = Files.writeString(directory.resolve("PlantedTest.java"), line);
            assertEquals(List.of(test), timed(List.of(test)), line);
        }
        Path good = Files.writeString(directory.resolve("GoodTest.java"), "@Timeout(10) void ends() {}");
        assertEquals(List.of(), timed(List.of(good)));
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve("governance-core"))) {
            directory = directory.getParent();
        }
        return directory;
    }

    private static List<Path> tests(Path root) throws IOException {
        Path itself = Path.of(NoTimedAssertionTest.class.getSimpleName() + ".java");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith(itself))
                    .filter(file -> isTest(root.relativize(file)))
                    .toList();
        }
    }

    /**
     * Sources under {@code src/test} and the contract suites; not what is planted for other rules to find, nor the
     * harnesses that print what they measure on a real database and assert no figure.
     */
    private static boolean isTest(Path file) {
        String name = file.toString().replace('\\', '/');
        boolean planted = name.contains("/planted/");
        boolean harness = name.endsWith("SpeedTest.java");
        return !planted && !harness && (name.contains("src/test/") || name.startsWith("governance-api/tck/"));
    }

    private static List<Path> timed(List<Path> files) throws IOException {
        List<Path> found = new java.util.ArrayList<>();
        for (Path file : files) {
            if (TIMED.matcher(Files.readString(file)).find()) {
                found.add(file);
            }
        }
        return found;
    }
}
