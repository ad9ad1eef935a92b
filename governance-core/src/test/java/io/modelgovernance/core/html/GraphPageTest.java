package io.modelgovernance.core.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class GraphPageTest {
    private static final LayeredGraph SMALL = new LayeredGraph(
            "Lineage",
            List.of(new LayeredGraph.Node("a", "loans:1", "dataset"), new LayeredGraph.Node("b", "r1", "run")),
            List.of(new LayeredGraph.Edge("a", "b", "reads")));

    @Test
    void onlyItsOwnScriptMayRun() {
        String html = GraphPage.html(SMALL, List.of("2 nodes"));
        int begin = html.indexOf("<script>") + "<script>".length();
        String script = html.substring(begin, html.indexOf("</script>"));
        String digest = Base64.getEncoder()
                .encodeToString(
                        Digest.of(script.getBytes(StandardCharsets.UTF_8)).toBytes());
        assertTrue(html.contains("default-src &#39;none&#39;"));
        assertTrue(html.contains("script-src &#39;sha256-" + digest + "&#39;"));
        assertEquals(html.indexOf("<script"), html.lastIndexOf("<script"));
        assertFalse(script.contains("innerHTML") || script.contains("fetch") || script.contains("http"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "</title></svg>",
                "]]><!--",
                "\u202E"
            })
    void noTextBecomesAnElement(String text) {
        LayeredGraph graph = new LayeredGraph(
                text,
                List.of(new LayeredGraph.Node(text, text, text), new LayeredGraph.Node("end", text, text)),
                List.of(new LayeredGraph.Edge(text, "end", text)));
        String html = GraphPage.html(graph, List.of(text));
        assertEquals(html.indexOf("<script"), html.lastIndexOf("<script"));
        assertFalse(html.contains("<img") || html.contains("<!--") || html.contains("\u202E"));
    }

    @Test
    void everyBoxAndArrowCanBeTold() {
        String svg = SMALL.grouped();
        List<Element> groups = Drawings.elements(svg, "g");
        assertEquals(3, groups.size());
        assertEquals("0", groups.get(0).getAttribute("data-f"));
        assertEquals("1", groups.get(0).getAttribute("data-t"));
        assertEquals("loans:1 (dataset)", Drawings.elements(svg, "title").get(1).getTextContent());
    }

    @Test
    void manyBoxesAreFirstShownByKind() {
        List<LayeredGraph.Node> nodes = new ArrayList<>();
        List<LayeredGraph.Edge> edges = new ArrayList<>();
        for (int i = 0; i < GraphPage.MOST; i++) {
            nodes.add(new LayeredGraph.Node("d" + i, "loans:" + i, "dataset"));
            edges.add(new LayeredGraph.Edge("d" + i, "run", "reads"));
        }
        nodes.add(new LayeredGraph.Node("run", "r1", "run"));
        LayeredGraph graph = new LayeredGraph("Lineage", nodes, edges);
        assertFalse(GraphPage.html(SMALL, List.of()).contains("by kind"));
        assertTrue(GraphPage.html(graph, List.of()).contains("40 \u00d7 dataset"));
        LayeredGraph overview = GraphOverview.of(graph);
        assertEquals(2, overview.nodes().size());
        assertEquals(1, overview.edges().size());
        assertEquals("loans:0, loans:1, loans:2, ...", overview.nodes().get(0).kind());
        assertEquals("r1", overview.nodes().get(1).label());
    }

    @Property(tries = 100)
    void everyGraphHasAnOverviewWithoutCircles(@ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int count) {
        Random random = new Random(seed);
        List<LayeredGraph.Node> nodes = IntStream.range(0, count)
                .mapToObj(i -> new LayeredGraph.Node("n" + i, "n" + i, "k" + random.nextInt(3)))
                .toList();
        List<LayeredGraph.Edge> edges = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            for (int j = i + 1; j < count; j++) {
                if (random.nextInt(4) == 0) {
                    edges.add(new LayeredGraph.Edge("n" + i, "n" + j, ""));
                }
            }
        }
        LayeredGraph graph = new LayeredGraph("g", nodes, edges);
        LayeredGraph overview = GraphOverview.of(graph);
        assertTrue(overview.nodes().size() <= count);
        assertEquals(edges.isEmpty(), overview.edges().isEmpty());
        assertEquals(GraphPage.html(graph, List.of()), GraphPage.html(graph, List.of()));
    }
}
