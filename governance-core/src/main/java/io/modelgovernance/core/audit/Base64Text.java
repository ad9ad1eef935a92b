package io.modelgovernance.core.audit;

import io.modelgovernance.InvalidInputException;
import java.util.Base64;

/** Base64 that has one spelling only: what decodes and encodes to another text is refused. */
final class Base64Text {
    private Base64Text() {}

    static byte[] decode(String what, String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
                throw InvalidInputException.of(what, "has odd base64", "canonical base64");
            }
            return bytes;
        } catch (IllegalArgumentException e) {
            throw InvalidInputException.of(what, "has broken base64", "canonical base64");
        }
    }
}
