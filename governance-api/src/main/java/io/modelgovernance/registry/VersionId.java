package io.modelgovernance.registry;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;

/**
 * A model and the number of one of its versions; text form {@code credit-risk:3}.
 *
 * @param model the model's name
 * @param number the version's number, from 1
 */
public record VersionId(String model, int number) {
    /**
     * Checks.
     *
     * @throws InvalidInputException if the name is not one or the number is below 1
     */
    public VersionId {
        Names.require("model name", model);
        if (number < 1) {
            throw InvalidInputException.of("version number of " + model, "is " + number, "at least 1");
        }
    }

    /**
     * Reads the text form.
     *
     * @param text {@code model:number}
     * @return the id
     * @throws InvalidInputException if the text is not of that form
     */
    public static VersionId parse(String text) {
        int colon = text.lastIndexOf(':');
        int number = colon < 0 ? 0 : number(text, colon + 1);
        if (number < 1) {
            throw InvalidInputException.of("version id", "reads " + Names.printable(text), "like credit-risk:3");
        }
        return new VersionId(text.substring(0, colon), number);
    }

    /** The number without sign or leading zero that a text ends with, or 0. */
    private static int number(String text, int from) {
        long number = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < (i == from ? '1' : '0') || c > '9') {
                return 0;
            }
            number = number * 10 + c - '0';
            if (number > Integer.MAX_VALUE) {
                return 0;
            }
        }
        return (int) number;
    }

    @Override
    public String toString() {
        return model + ":" + number;
    }
}
