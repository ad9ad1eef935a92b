package io.modelgovernance.core.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every test that the page of faults and threats names is there. */
class ThreatsPageTest {
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]*Test)`");

    @Test
    void everyTestItNamesExists() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("docs"))) {
            root = root.getParent();
        }
        Set<String> named = TEST.matcher(Files.readString(root.resolve("docs/threats.md")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(named.size() > 30, named::toString);
        for (Path module : roots(root)) {
            try (Stream<Path> files = Files.walk(module)) {
                files.map(file -> file.getFileName().toString().replace(".java", ""))
                        .forEach(named::remove);
            }
        }
        assertEquals(Set.of(), named, "named in docs/threats.md and not there");
    }

    private static Set<Path> roots(Path root) throws IOException {
        Set<Path> tests = new TreeSet<>();
        for (String parent : new String[] {"", "governance-api", "governance-core", "samples"}) {
            try (Stream<Path> children = Files.list(root.resolve(parent))) {
                children.map(child -> child.resolve("src/test/java"))
                        .filter(Files::isDirectory)
                        .forEach(tests::add);
            }
        }
        return tests;
    }
}
