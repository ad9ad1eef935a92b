package io.modelgovernance.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Digest;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jars of others are those that were looked at: each has the hash in {@code dependencies.sha256}. Whoever changes a
 * version on purpose puts in the line that the failure prints.
 */
class DependencyHashesTest {
    private static List<Path> jars() {
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)).stream()
                .map(Path::of)
                .filter(path -> path.toString().endsWith(".jar"))
                .filter(path -> !String.valueOf(path.getFileName()).startsWith("governance-"))
                .toList();
    }

    private static String line(Path jar) {
        try (InputStream in = Files.newInputStream(jar)) {
            return Digest.of(in).hex() + "  " + jar.getFileName();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static TreeSet<String> listed() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(DependencyHashesTest.class.getResourceAsStream("/dependencies.sha256"))) {
            return new TreeSet<>(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        }
    }

    private static TreeSet<String> unlisted(List<Path> jars) throws IOException {
        TreeSet<String> lines = new TreeSet<>();
        jars.forEach(jar -> lines.add(line(jar)));
        lines.removeAll(listed());
        return lines;
    }

    @Test
    void eachJarIsTheOneThatWasLookedAt() throws IOException {
        assertTrue(jars().size() > 5, "this is the class path: " + jars());
        assertEquals(new TreeSet<>(), unlisted(jars()));
    }

    @Test
    void aJarWithOneMoreByteIsNot(@TempDir Path directory) throws IOException {
        for (Path jar : jars()) {
            Path altered = directory.resolve(String.valueOf(jar.getFileName()));
            byte[] bytes = Files.readAllBytes(jar);
            bytes[bytes.length / 2] ^= 1;
            Files.write(altered, bytes);
            assertEquals(1, unlisted(List.of(altered)).size(), jar::toString);
        }
    }

    /** No name twice: an old version that somebody could bring back is not among them. */
    @Test
    void eachNameIsListedOnce() throws IOException {
        TreeMap<String, String> names = new TreeMap<>();
        for (String line : listed()) {
            assertNull(names.put(line.substring(66), line), line);
        }
    }
}
