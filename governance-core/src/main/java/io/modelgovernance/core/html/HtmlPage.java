package io.modelgovernance.core.html;

import io.modelgovernance.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/**
 * A page for people to read, print and keep.
 *
 * <p>One HTML 5 file that needs nothing else: no script, no network, styles inside, charts inline. Every text handed in
 * is escaped. The same content gives the same bytes. Immutable: every method returns a longer page; thread-safe.
 */
public final class HtmlPage {
    private static final String STYLE =
            "body{font:15px/1.5 Helvetica,Arial,sans-serif;color:#1a1a1a;background:#fff;max-width:62em;margin:2em auto;"
                    + "padding:0 1.5em}h1{font-size:1.7em;border-bottom:2px solid #1a1a1a;padding-bottom:.3em}"
                    + "h2{font-size:1.25em;margin-top:2em;border-bottom:1px solid #8a8a8a}"
                    + "table{border-collapse:collapse;margin:1em 0;max-width:100%}"
                    + "th,td{border:1px solid #8a8a8a;padding:.3em .7em;text-align:left;vertical-align:top;"
                    + "overflow-wrap:anywhere}th{background:#eee;overflow-wrap:normal}td.n{text-align:right;"
                    + "font-variant-numeric:tabular-nums;white-space:nowrap}p,li{overflow-wrap:anywhere}"
                    + "figure{margin:1em 0;overflow-x:auto}"
                    + "@media print{svg{max-width:100%;height:auto}figure{overflow:visible}body{margin:0;max-width:none;font-size:11pt}h2{break-after:avoid}"
                    + "figure,tr{break-inside:avoid}thead{display:table-header-group}}";

    private final String title;
    private final List<String> parts;

    private HtmlPage(String title, List<String> parts) {
        this.title = title;
        this.parts = parts;
    }

    /**
     * A page with nothing but its title.
     *
     * @param title its title
     * @return the page
     */
    public static HtmlPage titled(String title) {
        return new HtmlPage(title, List.of());
    }

    /**
     * Adds the heading of a new section.
     *
     * @param heading the heading
     * @return a longer page
     */
    public HtmlPage section(String heading) {
        return with(new Markup().element("h2", heading));
    }

    /**
     * Adds a paragraph.
     *
     * @param text plain text
     * @return a longer page
     */
    public HtmlPage paragraph(String text) {
        return with(new Markup().element("p", text));
    }

    /**
     * Adds a list.
     *
     * @param items plain texts
     * @return a longer page
     */
    public HtmlPage list(List<String> items) {
        Markup markup = new Markup().open("ul");
        items.forEach(item -> markup.element("li", item));
        return with(markup.close("ul"));
    }

    /**
     * Adds a table; cells that are numbers stand to the right.
     *
     * @param headers one header a column, at least one
     * @param rows the cells, as many a row as there are headers
     * @return a longer page
     * @throws InvalidInputException if a row is of another length
     */
    public HtmlPage table(List<String> headers, List<List<String>> rows) {
        Markup markup = new Markup().open("table").open("thead").open("tr");
        headers.forEach(header -> markup.element("th", header, "scope", "col"));
        markup.close("tr").close("thead").open("tbody");
        for (List<String> row : rows) {
            if (row.size() != headers.size()) {
                throw InvalidInputException.of(
                        "row of table", "has " + row.size() + " cells", headers.size() + ", one a header");
            }
            markup.open("tr");
            row.forEach(cell -> cell(markup, cell));
            markup.close("tr");
        }
        return with(markup.close("tbody").close("table"));
    }

    /**
     * Adds a chart.
     *
     * @param figure the chart
     * @return a longer page
     */
    public HtmlPage figure(Figure figure) {
        return with(new Markup().open("figure").append(figure.svg()).close("figure"));
    }

    /**
     * The page.
     *
     * @return a whole HTML document, to be stored as UTF-8
     */
    public String html() {
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
                "default-src 'none'; style-src 'unsafe-inline'");
        markup.empty("meta", "name", "viewport", "content", "width=device-width");
        markup.element("title", title)
                .open("style")
                .append(STYLE)
                .close("style")
                .close("head");
        markup.open("body").element("h1", title);
        parts.forEach(markup::append);
        return markup.close("body").close("html").toString();
    }

    private static void cell(Markup markup, String cell) {
        if (cell.matches("[+-]?[0-9][0-9,.]*([eE][+-]?[0-9]+)?%?")) {
            markup.element("td", cell, "class", "n");
        } else {
            markup.element("td", cell);
        }
    }

    private HtmlPage with(Markup part) {
        List<String> longer = new ArrayList<>(parts);
        longer.add(part.toString());
        return new HtmlPage(title, List.copyOf(longer));
    }
}
