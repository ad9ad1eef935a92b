package io.modelgovernance.policy;

import io.modelgovernance.Names;

/**
 * Something rules may ask about, with its type.
 *
 * @param name label of letters, digits and {@code . _ @ + : / -}, beginning with a letter
 * @param type what its values are
 */
public record Fact(String name, Type type) {
    /** What a fact's values are. */
    public enum Type {
        /** A finite number. */
        NUMBER,
        /** A text. */
        TEXT,
        /** True or false. */
        TRUTH
    }

    /** Checks. */
    public Fact {
        Names.requireLabel("fact", name);
        char first = name.charAt(0);
        if (name.indexOf(' ') >= 0 || (first >= '0' && first <= '9')) {
            throw io.modelgovernance.InvalidInputException.of("fact", "is named " + name, "one word, a letter first");
        }
    }

    /**
     * A number.
     *
     * @param name its name
     * @return the fact
     */
    public static Fact number(String name) {
        return new Fact(name, Type.NUMBER);
    }

    /**
     * A text.
     *
     * @param name its name
     * @return the fact
     */
    public static Fact text(String name) {
        return new Fact(name, Type.TEXT);
    }

    /**
     * True or false.
     *
     * @param name its name
     * @return the fact
     */
    public static Fact truth(String name) {
        return new Fact(name, Type.TRUTH);
    }
}
