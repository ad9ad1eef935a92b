package io.modelgovernance.spi;

import io.modelgovernance.InvalidInputException;

/**
 * The name of a record.
 *
 * @param scope unit of contention, such as {@code model/credit-risk}; all records of a scope share one revision
 * @param kind what it is, such as {@code version}
 * @param id which one, unique in scope and kind
 */
public record RecordKey(String scope, String kind, String id) {
    /** Longest scope, kind or id, in characters. */
    public static final int MAX_LENGTH = 160;

    /**
     * Checks.
     *
     * @throws InvalidInputException if a part is empty, longer than 160 characters or not printable ASCII
     */
    public RecordKey {
        require("scope", scope);
        require("record kind", kind);
        require("record id", id);
    }

    static void require(String what, String text) {
        if (text == null || text.isEmpty() || text.length() > MAX_LENGTH || !isPrintable(text)) {
            throw InvalidInputException.of(what, "does not fit", "1 to 160 printable ASCII characters");
        }
    }

    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 0x20 || text.charAt(i) > 0x7e) {
                return false;
            }
        }
        return true;
    }
}
