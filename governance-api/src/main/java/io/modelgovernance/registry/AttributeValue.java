package io.modelgovernance.registry;

import io.modelgovernance.InvalidInputException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * A typed value of an attribute. Immutable.
 *
 * @param kind what it is
 * @param text its canonical form, such as {@code 0.5}, {@code true} or {@code 2026-03-01T00:00:00Z}
 */
public record AttributeValue(Kind kind, String text) {
    /** Longest text, in characters. */
    public static final int MAX_LENGTH = 1_000;

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+\\.[0-9]+(E-?[0-9]+)?");

    /** What a value is. */
    public enum Kind {
        /** A text. */
        TEXT,
        /** A finite number. */
        NUMBER,
        /** True or false. */
        TRUTH,
        /** A moment, in whole microseconds. */
        TIME
    }

    /**
     * Checks that the text is the canonical form of such a value.
     *
     * @throws InvalidInputException if it is not, or is longer than {@value #MAX_LENGTH} characters
     */
    public AttributeValue {
        if (text.length() > MAX_LENGTH) {
            throw InvalidInputException.of(
                    "attribute value", "has " + text.length() + " characters", "at most " + MAX_LENGTH);
        }
        if (!text.equals(canonical(kind, text))) {
            throw InvalidInputException.of("attribute value", "is no canonical " + kind, "made with of(...)");
        }
    }

    private static String canonical(Kind kind, String text) {
        try {
            return switch (kind) {
                case TEXT -> text;
                // Digits that another release of Java would leave out are no mistake.
                case NUMBER -> NUMBER.matcher(text).matches() && Double.isFinite(Double.parseDouble(text)) ? text : "";
                case TRUTH -> Boolean.toString(Boolean.parseBoolean(text));
                case TIME -> Instant.parse(text).truncatedTo(ChronoUnit.MICROS).toString();
            };
        } catch (DateTimeParseException e) {
            return "";
        }
    }

    /**
     * A text.
     *
     * @param value at most {@value #MAX_LENGTH} characters
     * @return the value
     * @throws InvalidInputException if it is longer
     */
    public static AttributeValue of(String value) {
        return new AttributeValue(Kind.TEXT, value);
    }

    /**
     * A number.
     *
     * @param value finite
     * @return the value
     * @throws InvalidInputException if it is not finite
     */
    public static AttributeValue of(double value) {
        if (!Double.isFinite(value)) {
            throw InvalidInputException.of("attribute value", "is " + value, "a finite number");
        }
        return new AttributeValue(Kind.NUMBER, Double.toString(value + 0.0));
    }

    /**
     * A truth value.
     *
     * @param value true or false
     * @return the value
     */
    public static AttributeValue of(boolean value) {
        return new AttributeValue(Kind.TRUTH, Boolean.toString(value));
    }

    /**
     * A moment.
     *
     * @param value cut to whole microseconds
     * @return the value
     */
    public static AttributeValue of(Instant value) {
        return new AttributeValue(
                Kind.TIME, value.truncatedTo(ChronoUnit.MICROS).toString());
    }

    /**
     * The value as an object.
     *
     * @return a String, Double, Boolean or Instant, by its kind
     */
    public Comparable<?> value() {
        return switch (kind) {
            case TEXT -> text;
            case NUMBER -> Double.valueOf(text);
            case TRUTH -> Boolean.valueOf(text);
            case TIME -> Instant.parse(text);
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
