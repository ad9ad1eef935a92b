package io.modelgovernance;

/**
 * The one rule for names of models, aliases, stages, features, runs and people.
 *
 * <p>Names are ASCII so that two names that look alike are alike on every database and in every log. Free text belongs
 * into descriptions. Stateless and thread-safe.
 */
public final class Names {
    /** Longest name accepted, in characters. */
    public static final int MAX_LENGTH = 120;

    private Names() {}

    /**
     * Checks a name: lower-case letters, digits, dot, underscore and hyphen, at most 120 characters, no {@code ..}.
     *
     * @param what what is named, for the message, such as {@code "model name"}
     * @param name the name
     * @return the name, unchanged
     * @throws InvalidInputException if it breaks the rule
     */
    public static String require(String what, String name) {
        if (!fits(name, false)) {
            throw new InvalidInputException(
                    what,
                    printable(name),
                    "The " + what + " (" + printable(name)
                            + ") must be 1 to 120 of a-z, 0-9, '.', '_' and '-', begin with a letter or digit, and have no '..'."
                            + " Maybe lower-case it and put free text into the description.");
        }
        return name;
    }

    /**
     * Checks a label such as a feature name: printable ASCII letters, digits and {@code . _ @ + : / space -}, at most
     * 120 characters.
     *
     * @param what what is labelled, for the message
     * @param label the label
     * @return the label, unchanged
     * @throws InvalidInputException if it breaks the rule
     */
    public static String requireLabel(String what, String label) {
        if (!fits(label, true)) {
            throw new InvalidInputException(
                    what,
                    printable(label),
                    "The " + what + " (" + printable(label)
                            + ") must be 1 to 120 printable ASCII letters, digits or one of '._@+:/ -', with no '..'."
                            + " Maybe it holds a control character.");
        }
        return label;
    }

    private static boolean fits(@org.jspecify.annotations.Nullable String text, boolean label) {
        if (text == null || text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        String marks = label ? "._@+:/ -" : "._-";
        char before = '.';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (label && c >= 'A' && c <= 'Z');
            if (!letter && (i == 0 || (c == '.' && before == '.') || marks.indexOf(c) < 0)) {
                return false;
            }
            before = c;
        }
        return true;
    }

    /**
     * Makes any text safe for a message or a log line: control, format and non-ASCII characters become {@code \\uXXXX},
     * and it is cut after 80 characters.
     *
     * @param text the text, may be null
     * @return printable ASCII
     */
    public static String printable(@org.jspecify.annotations.Nullable String text) {
        if (text == null) {
            return "null";
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length() && out.length() < 80; i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c < 0x7f) {
                out.append(c);
            } else {
                out.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        return text.length() > 80 ? out + "..." : out.toString();
    }
}
