package io.modelgovernance.samples.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example on a page is compiled code that was run, and what it printed is what stands there. */
class DocumentsTest {
    private static final Map<String, Example> EXAMPLES = new TreeMap<>(Map.of(
            "govern", new GovernExample(),
            "registry", new RegistryExample(),
            "policy", new PolicyExample(),
            "lineage", new LineageExample(),
            "risk", new RiskExample(),
            "explain", new ExplainExample(),
            "drift", new DriftExample(),
            "serving", new ServingExample(),
            "audit", new AuditExample(),
            "backends", new BackendExample()));
    private static final Pattern BLOCK =
            Pattern.compile("<!-- (snippet|output): ([a-z]+) -->\\n```[a-z]*\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)\\n```", Pattern.DOTALL);
    private static final Pattern REGION = Pattern.compile("// snippet: ([a-z]+)\\n(.*?)\\n *// end\\n", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^):#]+)\\)");

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

    @TempDir
    Path directory;

    static Stream<String> names() {
        return EXAMPLES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theCodeOnThePageIsTheCodeThatRuns(String name) throws IOException {
        assertEquals(regions().get(name), blocks("snippet").get(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void itPrintsWhatThePageSays(String name) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            EXAMPLES.get(name).run(directory);
        } finally {
            System.setOut(before);
        }
        String text = printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
        assertEquals(blocks("output").get(name), text);
    }

    /** Either it is an example of this module, or part of a test of a page, line by line. */
    @Test
    void noPageHasAnExampleThatNothingRuns() throws IOException {
        assertEquals(EXAMPLES.keySet(), blocks("snippet").keySet());
        List<String> tested = pageTests();
        for (Path page : pages()) {
            Matcher java = JAVA.matcher(BLOCK.matcher(Files.readString(page)).replaceAll(""));
            while (java.find()) {
                String block = stripped(java.group(1));
                assertTrue(
                        tested.stream().anyMatch(test -> test.contains(block)),
                        () -> page + " has Java code that no test runs:\n" + block);
            }
        }
    }

    private static List<String> pageTests() throws IOException {
        List<String> tests = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(ROOT.resolve("governance-core/src/test/java"))) {
            for (Path source : sources.filter(path -> path.toString().matches(".*(Page|Example)Test\\.java"))
                    .toList()) {
                tests.add(stripped(Files.readString(source)));
            }
        }
        return tests;
    }

    private static String stripped(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n"));
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                Path target = page.resolveSibling(link.group(1));
                assertTrue(Files.exists(target), () -> page + " links to " + target);
            }
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(ROOT.resolve("README.md")),
                            docs.filter(page -> page.toString().endsWith(".md")).sorted())
                    .toList();
        }
    }

    private static Map<String, String> blocks(String kind) throws IOException {
        Map<String, String> blocks = new TreeMap<>();
        for (Path page : pages()) {
            Matcher block = BLOCK.matcher(Files.readString(page));
            while (block.find()) {
                if (block.group(1).equals(kind)) {
                    blocks.put(block.group(2), block.group(3));
                }
            }
        }
        return blocks;
    }

    private static Map<String, String> regions() throws IOException {
        Map<String, String> regions = new TreeMap<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher region = REGION.matcher(Files.readString(source));
                while (region.find()) {
                    regions.put(region.group(1), region.group(2).stripIndent() + "\n");
                }
            }
        }
        assertEquals(new TreeSet<>(EXAMPLES.keySet()), new TreeSet<>(regions.keySet()));
        return regions;
    }
}
