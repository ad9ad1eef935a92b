package io.modelgovernance.core.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Small pictures as SVG text, readable in black and white. Stateless. */
final class Svg {
    private static final String DARK = "#1b1f24";
    private static final String MID = "#8c959f";

    private Svg() {}

    /** Two distributions over the same bins, side by side in each bin. */
    static String histogram(String title, List<String> bins, double[] reference, double[] current) {
        int step = Math.max(44, Math.min(90, 720 / Math.max(1, bins.size())));
        int width = bins.size() * step + 20;
        double top = 0.0001;
        for (int i = 0; i < reference.length; i++) {
            top = Math.max(top, Math.max(reference[i], current[i]));
        }
        StringBuilder out = open(width, 190, title);
        text(out, 10, 14, "start", 13, title);
        for (int i = 0; i < bins.size(); i++) {
            int x = 10 + i * step;
            bar(out, x + 3, reference[i] / top, step / 2 - 5, MID, "none");
            bar(out, x + step / 2, current[i] / top, step / 2 - 5, "none", DARK);
            text(out, x + step / 2, 182, "middle", 10, bins.get(i));
        }
        return out.append("</svg>").toString();
    }

    private static void bar(StringBuilder out, int x, double share, int width, String fill, String stroke) {
        double height = share * 135;
        out.append(String.format(
                Locale.ROOT, "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"%s\" stroke=\"%s\" stroke-width=\"1.5\"/>",
                x, 165 - height, width, height, fill, stroke));
    }

    /** Signed bars around a line, the greatest first. */
    static String bars(String title, Map<String, Double> values) {
        double top = values.values().stream().mapToDouble(Math::abs).max().orElse(1);
        StringBuilder out = open(720, 34 + 24 * values.size(), title);
        text(out, 10, 14, "start", 13, title);
        out.append(String.format(
                Locale.ROOT, "<line x1=\"470\" y1=\"24\" x2=\"470\" y2=\"%d\" stroke=\"%s\"/>", 28 + 24 * values.size(), MID));
        int y = 28;
        for (Map.Entry<String, Double> value : values.entrySet()) {
            double length = top == 0 ? 0 : 150 * value.getValue() / top;
            out.append(String.format(
                    Locale.ROOT, "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"15\" fill=\"%s\" stroke=\"%s\"/>",
                    Math.min(470, 470 + length), y, Math.abs(length), length > 0 ? DARK : "none", DARK));
            text(out, 310, y + 12, "end", 12, value.getKey());
            text(out, 640, y + 12, "start", 12, String.format(Locale.ROOT, "%+.4f", value.getValue()));
            y += 24;
        }
        return out.append("</svg>").toString();
    }

    /** A graph in columns: each node stands right of everything that leads to it. */
    static String graph(String title, List<String[]> edges) {
        Map<String, Integer> column = new LinkedHashMap<>();
        for (String[] edge : edges) {
            column.putIfAbsent(edge[0], 0);
            column.putIfAbsent(edge[1], 0);
        }
        for (int round = 0; round < column.size(); round++) {
            for (String[] edge : edges) {
                column.merge(edge[1], column.getOrDefault(edge[0], 0) + 1, Math::max);
            }
        }
        Map<Integer, List<String>> columns = new LinkedHashMap<>();
        column.forEach((node, at) -> columns.computeIfAbsent(at, key -> new ArrayList<>()).add(node));
        int tallest = columns.values().stream().mapToInt(List::size).max().orElse(1);
        int last = column.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        StringBuilder out = open(last * 210 + 190, 30 + tallest * 64, title);
        out.append("<defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\""
                + " orient=\"auto\"><path d=\"M0 0 8 4 0 8z\"/></marker></defs>");
        text(out, 10, 14, "start", 13, title);
        Map<String, int[]> place = new LinkedHashMap<>();
        columns.forEach((at, nodes) -> {
            for (int i = 0; i < nodes.size(); i++) {
                place.put(nodes.get(i), new int[] {10 + at * 210, 30 + i * 64});
            }
        });
        for (String[] edge : edges) {
            int[] from = place.getOrDefault(edge[0], new int[2]);
            int[] to = place.getOrDefault(edge[1], new int[2]);
            out.append(String.format(
                    Locale.ROOT, "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\" marker-end=\"url(#arrow)\"/>",
                    from[0] + 165, from[1] + 22, to[0] - 2, to[1] + 22, DARK));
        }
        place.forEach((node, at) -> {
            int slash = node.indexOf('/');
            String id = node.substring(slash + 1);
            out.append(String.format(
                    Locale.ROOT, "<rect x=\"%d\" y=\"%d\" width=\"165\" height=\"44\" rx=\"6\" fill=\"#ffffff\" stroke=\"%s\"/>",
                    at[0], at[1], DARK));
            text(out, at[0] + 8, at[1] + 17, "start", 11, node.substring(0, Math.max(0, slash)));
            text(out, at[0] + 8, at[1] + 34, "start", 12, id.length() > 23 ? id.substring(0, 22) + "\u2026" : id);
        });
        return out.append("</svg>").toString();
    }

    private static StringBuilder open(int width, int height, String title) {
        return new StringBuilder(String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\"><title>",
                        width, height, width, height))
                .append(Html.escape(title))
                .append("</title>");
    }

    private static void text(StringBuilder out, int x, int y, String anchor, int size, String text) {
        out.append(String.format(
                        Locale.ROOT,
                        "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" font-size=\"%d\" font-family=\"system-ui,sans-serif\">",
                        x, y, anchor, size))
                .append(Html.escape(text))
                .append("</text>");
    }
}
