package io.modelgovernance.serving;

import io.modelgovernance.Actor;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import java.util.Objects;

/**
 * Who asks for a decision and what for. Immutable; may be made once and used for many calls.
 *
 * @param caller on whose behalf
 * @param purpose what for; must be one the version was approved for
 * @param subject pseudonym of the person decided about, empty text if none; never a name
 * @param correlation the application's own id of the case, empty text if none; no personal data
 */
public record Call(Actor caller, String purpose, String subject, String correlation) {
    private static final int LONGEST = 200;

    /**
     * Checks.
     *
     * @throws InvalidInputException if a text is longer than 200 letters or is not printable
     */
    public Call {
        Objects.requireNonNull(caller, "caller");
        require("purpose", purpose);
        require("subject", subject);
        require("correlation", correlation);
    }

    /**
     * A call about nobody in particular.
     *
     * @param caller on whose behalf
     * @param purpose what for
     */
    public Call(Actor caller, String purpose) {
        this(caller, purpose, "", "");
    }

    /**
     * The same call about a person.
     *
     * @param pseudonym what stands for the person; never a name
     * @return a copy
     */
    public Call about(String pseudonym) {
        return new Call(caller, purpose, pseudonym, correlation);
    }

    /**
     * The same call as part of a case.
     *
     * @param id the application's id
     * @return a copy
     */
    public Call within(String id) {
        return new Call(caller, purpose, subject, id);
    }

    private static void require(String what, String text) {
        if (text.length() > LONGEST) {
            throw InvalidInputException.of(what + " of the call", "has " + text.length() + " letters", "at most 200");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                throw InvalidInputException.of(what + " of the call", "reads " + Names.printable(text), "printable");
            }
        }
    }
}
