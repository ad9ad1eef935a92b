package io.modelgovernance.core.html;

import io.modelgovernance.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * A page on which people find their way through a graph: they search it, and a click or the Enter key on a box shows what
 * leads to it and what comes of it; in a large graph, nothing but that.
 *
 * <p>One HTML 5 file that needs nothing else and loads nothing. Its only script is named by digest in its content
 * security policy; without scripts the drawing is there all the same. More than {@value #MOST} boxes are first shown
 * collapsed by kind. Every text handed in is escaped. Stateless and thread-safe.
 */
public final class GraphPage {
    /** Most boxes that are shown without an overview. */
    public static final int MOST = 40;

    private static final String STYLE =
            "body{font:15px/1.5 Helvetica,Arial,sans-serif;color:#1a1a1a;background:#fff;margin:1.5em}"
                    + "h1{font-size:1.5em;margin:0 0 .5em}figure{margin:1em 0;overflow:auto;max-height:80vh;"
                    + "border:1px solid #8a8a8a}figure svg{display:block}.bar{position:sticky;top:0;background:#fff;"
                    + "padding:.4em 0;display:flex;gap:1em;align-items:center;flex-wrap:wrap}"
                    + "input{font:inherit;padding:.2em .5em;min-width:16em}button{font:inherit}"
                    + ".n{cursor:pointer}.n:focus{outline:none}.n:focus rect{stroke-width:2.4}.dim{opacity:.12}.gone{display:none}.whole svg{max-width:100%;height:auto}"
                    + ".hit rect{fill:#d3e0ea;stroke-width:2.4}"
                    + "@media print{.bar{display:none}figure{max-height:none;border:0}}";

    private static final String SCRIPT = script();

    private GraphPage() {}

    /**
     * Writes the page.
     *
     * @param graph the graph
     * @param notes plain texts that stand above it
     * @return a whole HTML document, to be stored as UTF-8
     */
    public static String html(LayeredGraph graph, List<String> notes) {
        String digest = Base64.getEncoder()
                .encodeToString(
                        Digest.of(SCRIPT.getBytes(StandardCharsets.UTF_8)).toBytes());
        Markup markup = new Markup()
                .append("<!DOCTYPE html>\n")
                .open("html", "lang", "en")
                .open("head");
        markup.empty("meta", "charset", "utf-8");
        markup.empty(
                "meta",
                "http-equiv",
                "Content-Security-Policy",
                "content",
                "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-" + digest + "'");
        markup.empty("meta", "name", "viewport", "content", "width=device-width");
        markup.element("title", graph.title())
                .open("style")
                .append(STYLE)
                .close("style")
                .close("head");
        markup.open("body").element("h1", graph.title());
        notes.forEach(note -> markup.element("p", note));
        boolean many = graph.nodes().size() > MOST;
        if (many) {
            markup.open("figure", "class", "whole")
                    .append(GraphOverview.of(graph).svg())
                    .close("figure");
        }
        markup.open("div", "class", "bar");
        markup.open("label")
                .text("Find ")
                .empty("input", "id", "find", "type", "search")
                .close("label");
        markup.element("button", "Show all", "id", "clear", "type", "button");
        markup.element("span", "", "id", "said", "role", "status").close("div");
        markup.open("figure", "id", "graph", "class", many ? "" : "whole")
                .append(graph.grouped())
                .close("figure");
        markup.append("<script>" + SCRIPT + "</script>\n");
        return markup.close("body").close("html").toString();
    }

    private static String script() {
        try (InputStream in = GraphPage.class.getResourceAsStream("graph.js")) {
            return new String(Objects.requireNonNull(in, "graph.js").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
