package io.modelgovernance.registry;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import java.util.regex.Pattern;

/**
 * A model and the number of one of its versions; text form {@code credit-risk:3}.
 *
 * @param model the model's name
 * @param number the version's number, from 1
 */
public record VersionId(String model, int number) {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,9}");

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
        String number = text.substring(colon + 1);
        if (colon < 0 || !NUMBER.matcher(number).matches() || Long.parseLong(number) > Integer.MAX_VALUE) {
            throw InvalidInputException.of("version id", "reads " + Names.printable(text), "like credit-risk:3");
        }
        return new VersionId(text.substring(0, colon), Integer.parseInt(number));
    }

    @Override
    public String toString() {
        return model + ":" + number;
    }
}
