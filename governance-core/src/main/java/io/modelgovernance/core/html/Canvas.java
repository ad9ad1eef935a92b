package io.modelgovernance.core.html;

/** A drawing surface with the few shapes the charts need; local to one call. */
final class Canvas {
    static final double TEXT = 13;
    static final double SMALL = 11;
    static final String INK = "#1a1a1a";
    static final String GREY = "#8a8a8a";
    static final String DARK = "#27496d";
    static final String LIGHT = "#d3e0ea";

    private final Markup markup = new Markup();

    Canvas(String title, double width, double height) {
        markup.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 " + Markup.coordinate(width) + " " + Markup.coordinate(height),
                "width",
                width,
                "height",
                height,
                "role",
                "img",
                "aria-label",
                title,
                "font-family",
                "Helvetica, Arial, sans-serif",
                "font-size",
                TEXT,
                "fill",
                INK);
        markup.element("title", title);
        markup.empty("rect", "width", width, "height", height, "fill", "#ffffff");
        markup.element(
                "text", shorten(title, width - 20, 15), "x", 10.0, "y", 22.0, "font-size", "15", "font-weight", "bold");
    }

    Canvas rectangle(double x, double y, double w, double h, String fill) {
        markup.empty(
                "rect",
                "x",
                x,
                "y",
                y,
                "width",
                Math.max(0, w),
                "height",
                Math.max(0, h),
                "fill",
                fill,
                "stroke",
                INK,
                "stroke-width",
                "0.8");
        return this;
    }

    Canvas line(double x1, double y1, double x2, double y2, String stroke, String dashes) {
        markup.empty(
                "line",
                "x1",
                x1,
                "y1",
                y1,
                "x2",
                x2,
                "y2",
                y2,
                "stroke",
                stroke,
                "stroke-width",
                "1.2",
                "stroke-dasharray",
                dashes);
        return this;
    }

    Canvas path(String commands, String stroke) {
        markup.empty("path", "d", commands, "fill", "none", "stroke", stroke, "stroke-width", "1.2");
        return this;
    }

    Canvas polygon(String points, String fill) {
        markup.empty("polygon", "points", points, "fill", fill);
        return this;
    }

    Canvas dot(double x, double y, double radius, String fill) {
        markup.empty("circle", "cx", x, "cy", y, "r", radius, "fill", fill, "stroke", INK, "stroke-width", "0.8");
        return this;
    }

    /** Text that begins, ends or is centred at a place: anchor start, end or middle; cut to a width. */
    Canvas text(String text, double x, double y, String anchor, double room) {
        return text(text, x, y, anchor, room, TEXT);
    }

    /** The same in small letters. */
    Canvas small(String text, double x, double y, String anchor, double room) {
        return text(text, x, y, anchor, room, SMALL);
    }

    private Canvas text(String text, double x, double y, String anchor, double room, double size) {
        String shown = shorten(text, room, size);
        markup.open(
                "text",
                "x",
                x,
                "y",
                y,
                "text-anchor",
                anchor,
                "font-size",
                size,
                "stroke",
                "#ffffff",
                "stroke-width",
                "3",
                "paint-order",
                "stroke");
        markup.text(shown);
        if (!shown.equals(text)) {
            markup.element("title", text);
        }
        markup.close("text");
        return this;
    }

    /** Text that ends at a place and rises to it, for labels under narrow bins. */
    Canvas slanted(String text, double x, double y, double room) {
        String turn = "rotate(-40 " + Markup.coordinate(x) + " " + Markup.coordinate(y) + ")";
        markup.element("text", shorten(text, room, TEXT), "x", x, "y", y, "text-anchor", "end", "transform", turn);
        return this;
    }

    /** Text that reads upwards, centred at a place, for a vertical axis. */
    Canvas upward(String text, double x, double y) {
        String turn = "rotate(-90 " + Markup.coordinate(x) + " " + Markup.coordinate(y) + ")";
        markup.element("text", text, "x", x, "y", y, "text-anchor", "middle", "transform", turn);
        return this;
    }

    /** Opens a group, to be closed; attributes are names and values in turn. */
    Canvas open(Object... attributes) {
        markup.open("g", attributes);
        return this;
    }

    /** What the open group is called, in full. */
    Canvas name(String text) {
        markup.element("title", text);
        return this;
    }

    Canvas close() {
        markup.close("g");
        return this;
    }

    String svg() {
        return markup + "</svg>\n";
    }

    /** Cuts a text that is wider than its room, counting wide characters as wide ones. */
    static String shorten(String text, double room, double size) {
        if (widthOf(text, size) <= room) {
            return text;
        }
        int[] points = text.codePoints().toArray();
        double used = widthOf("…", size);
        int kept = 0;
        while (kept < points.length && used + widthOf(points[kept], size) <= room) {
            used += widthOf(points[kept], size);
            kept++;
        }
        return new String(points, 0, kept) + "…";
    }

    static double widthOf(String text, double size) {
        return text.codePoints().mapToDouble(point -> widthOf(point, size)).sum();
    }

    /** About the width of a letter of a sans-serif face, on the wide side. */
    private static double widthOf(int point, double size) {
        if (point >= 0x1100) {
            return size;
        }
        if ("ijlI.,:;'|! ".indexOf(point) >= 0) {
            return 0.32 * size;
        }
        boolean wide = point == 'm' || point == 'w' || point == '@' || point == '%' || Character.isUpperCase(point);
        return (wide ? 0.85 : 0.56) * size;
    }
}
