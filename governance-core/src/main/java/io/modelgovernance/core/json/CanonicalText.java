package io.modelgovernance.core.json;

/**
 * The canonical form of single values, for a writer that puts a document together by itself because there are many of
 * them. Stateless and thread-safe.
 */
public final class CanonicalText {
    private CanonicalText() {}

    /**
     * Appends a text with its quotation marks.
     *
     * @param out where to
     * @param text the text
     * @throws io.modelgovernance.InvalidInputException if it is not well-formed Unicode
     */
    public static void string(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\' || c > 0x7e) {
                CanonicalJson.string(text, out);
                return;
            }
        }
        out.append('"').append(text).append('"');
    }

    /**
     * Appends a number as {@link RecordCodec} writes a double: as text if JSON has no word for it.
     *
     * @param out where to
     * @param value any double
     */
    public static void number(StringBuilder out, double value) {
        if (Double.isFinite(value)) {
            out.append(EcmaNumber.format(value));
        } else {
            out.append('"').append(value).append('"');
        }
    }

    /**
     * Appends a whole number as {@link RecordCodec} writes a long.
     *
     * @param out where to
     * @param value any long
     */
    public static void number(StringBuilder out, long value) {
        boolean exact = -RecordCodec.EXACT <= value && value <= RecordCodec.EXACT;
        if (exact) {
            out.append(value);
        } else {
            out.append('"').append(value).append('"');
        }
    }
}
