package io.modelgovernance.core.html;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;

/** A growing text of elements in which everything that is not an element is escaped; local to one call. */
final class Markup {
    private static final Map<Character, String> ESCAPES =
            Map.of('&', "&amp;", '<', "&lt;", '>', "&gt;", '"', "&quot;", '\'', "&#39;");

    private final StringBuilder out = new StringBuilder();

    /** Opens an element; attributes are names and values in turn. */
    Markup open(String element, Object... attributes) {
        return tag(element, ">", attributes);
    }

    /** An element without content, as XML and HTML both read it. */
    Markup empty(String element, Object... attributes) {
        return tag(element, "/>", attributes);
    }

    Markup close(String element) {
        out.append("</").append(element).append(">\n");
        return this;
    }

    Markup text(String text) {
        out.append(escape(text));
        return this;
    }

    /** An element with nothing but text. */
    Markup element(String element, String text, Object... attributes) {
        return open(element, attributes).text(text).close(element);
    }

    /** Appends markup that this room made. */
    Markup append(String made) {
        out.append(made);
        return this;
    }

    private Markup tag(String element, String end, Object... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            Object value = attributes[i + 1];
            String text = value instanceof Double ? coordinate((Double) value) : value.toString();
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escape(text))
                    .append('"');
        }
        out.append(end);
        return this;
    }

    /** Markup characters become references; what XML cannot hold, and what turns text around, becomes U+FFFD. */
    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            String reference = point < 0x80 ? ESCAPES.get((char) point) : null;
            if (reference != null) {
                safe.append(reference);
            } else {
                safe.appendCodePoint(allowed(point) ? point : 0xFFFD);
            }
        });
        return safe.toString();
    }

    private static boolean allowed(int point) {
        int type = Character.getType(point);
        return point == '\n'
                || point == '\t'
                || !(type == Character.CONTROL
                        || type == Character.FORMAT
                        || type == Character.SURROGATE
                        || type == Character.UNASSIGNED
                        || (point & 0xFFFE) == 0xFFFE);
    }

    /** At most two decimals, no exponent, no trailing zeros. */
    static String coordinate(double value) {
        return plain(BigDecimal.valueOf(Math.rint(value * 100)).movePointLeft(2));
    }

    /** Four significant digits, for people to read. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "unknown" : value > 0 ? "infinite" : "-infinite";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(4));
        boolean far = value != 0 && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e9);
        return far ? rounded.stripTrailingZeros().toString() : plain(rounded);
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
