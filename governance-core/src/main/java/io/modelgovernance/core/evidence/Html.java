package io.modelgovernance.core.evidence;

import java.util.List;

/** Builds one self-contained page; every text that comes in is escaped. Not thread-safe. */
final class Html {
    private static final String STYLE =
            """
            body{font:15px/1.5 system-ui,sans-serif;color:#1b1f24;max-width:64rem;margin:2rem auto;padding:0 1rem}
            h1{font-size:1.7rem;margin-bottom:0}h2{font-size:1.2rem;border-bottom:2px solid #1b1f24;margin-top:2.2rem}
            table{border-collapse:collapse;width:100%;font-size:13px}td,th{border-bottom:1px solid #c8ccd1;padding:.3rem .5rem;
            text-align:left;vertical-align:top;overflow-wrap:anywhere}th{background:#f1f3f5}svg{max-width:100%;height:auto}
            .muted{color:#57606a}.bad{font-weight:bold}figure{margin:1rem 0}figcaption{font-size:13px;color:#57606a}
            """;

    private final StringBuilder body = new StringBuilder();
    private final String title;

    Html(String title) {
        this.title = title;
        body.append("<h1>").append(escape(title)).append("</h1>\n");
    }

    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c < 0x20 && c != '\n' && c != '\t' ? '\ufffd' : c);
            }
        }
        return out.toString();
    }

    Html section(String heading) {
        body.append("<h2>").append(escape(heading)).append("</h2>\n");
        return this;
    }

    Html text(String paragraph) {
        body.append("<p>").append(escape(paragraph)).append("</p>\n");
        return this;
    }

    Html muted(String paragraph) {
        body.append("<p class=\"muted\">").append(escape(paragraph)).append("</p>\n");
        return this;
    }

    Html list(List<String> items) {
        body.append("<ul>");
        items.forEach(item -> body.append("<li>").append(escape(item)).append("</li>"));
        body.append("</ul>\n");
        return this;
    }

    Html table(List<String> head, List<List<String>> rows) {
        body.append("<table><tr>");
        head.forEach(cell -> body.append("<th>").append(escape(cell)).append("</th>"));
        body.append("</tr>\n");
        for (List<String> row : rows) {
            body.append("<tr>");
            row.forEach(cell -> body.append("<td>").append(escape(cell)).append("</td>"));
            body.append("</tr>\n");
        }
        body.append("</table>\n");
        return this;
    }

    /** Adds a picture made by {@link Svg}, which has escaped its own texts. */
    Html figure(String svg, String caption) {
        body.append("<figure>").append(svg).append("<figcaption>").append(escape(caption)).append("</figcaption></figure>\n");
        return this;
    }

    String page() {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\">"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
                + "<title>" + escape(title) + "</title><style>" + STYLE + "</style></head><body>\n" + body
                + "</body></html>\n";
    }
}
