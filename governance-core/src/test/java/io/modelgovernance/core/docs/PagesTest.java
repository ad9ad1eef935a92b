package io.modelgovernance.core.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every Java block of a page is a region of the test of that page, so it compiles and its comments are true. */
class PagesTest {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern REGION = Pattern.compile("// region \\w+\n(.*?)// end\n", Pattern.DOTALL);

    @ParameterizedTest
    @CsvSource({"statistics.md, StatisticsPageTest", "fairness.md, FairnessPageTest", "streaming.md, StreamingPageTest"
    })
    void blocksAreRegions(String page, String test) throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("docs"))) {
            root = root.getParent();
        }
        String text = Files.readString(root.resolve("docs").resolve(page));
        String code;
        try (Stream<Path> files = Files.walk(root.resolve("governance-core/src/test/java"))) {
            Path source = files.filter(path -> path.endsWith(test + ".java"))
                    .findFirst()
                    .orElseThrow();
            code = Files.readString(source);
        }
        List<String> blocks = found(BLOCK, text);
        assertTrue(!blocks.isEmpty(), page);
        assertEquals(found(REGION, code), blocks, page);
        assertTrue(text.lines().count() <= 75, page + " is longer than a screen");
    }

    private static List<String> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return Stream.iterate(0, i -> matcher.find(), i -> i + 1)
                .map(i -> matcher.group(1)
                        .lines()
                        .map(String::strip)
                        .reduce("", (a, b) -> a + b + "\n")
                        .strip())
                .toList();
    }
}
