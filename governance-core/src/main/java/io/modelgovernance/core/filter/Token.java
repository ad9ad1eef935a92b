package io.modelgovernance.core.filter;

import io.modelgovernance.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A word, text, number or sign of a filter or a condition.
 *
 * @param type which
 * @param text its content, without quotes
 * @param at where it begins, from 1
 */
public record Token(Type type, String text, int at) {
    /** What a token is. */
    public enum Type {
        /** A bare word. */
        WORD,
        /** A text in quotes. */
        TEXT,
        /** A number. */
        NUMBER,
        /** A comparison, comma or parenthesis. */
        SIGN,
        /** The end. */
        END
    }

    /**
     * Whether it is of a type.
     *
     * @param other the type
     * @return true if it is
     */
    public boolean is(Type other) {
        return type == other;
    }

    /**
     * Whether it is a word, in either case.
     *
     * @param word the word in lower case
     * @return true if it is
     */
    public boolean isWord(String word) {
        return type == Type.WORD && text.toLowerCase(Locale.ROOT).equals(word);
    }

    /**
     * Whether it is a sign.
     *
     * @param sign the sign
     * @return true if it is
     */
    public boolean isSign(String sign) {
        return type == Type.SIGN && text.equals(sign);
    }

    /**
     * Splits a text.
     *
     * @param filter the text
     * @return its tokens, the end last
     * @throws InvalidInputException with the place, if it has something that is no token
     */
    public static List<Token> split(String filter) {
        List<Token> tokens = new ArrayList<>();
        int i = 0;
        while (i < filter.length()) {
            char c = filter.charAt(i);
            int end;
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                i++;
                continue;
            } else if (c == '\'') {
                end = textEnd(filter, i);
                tokens.add(new Token(Type.TEXT, filter.substring(i + 1, end - 1).replace("''", "'"), i + 1));
            } else if (isDigit(c) || (c == '-' && i + 1 < filter.length() && isDigit(filter.charAt(i + 1)))) {
                end = numberEnd(filter, i);
                tokens.add(new Token(Type.NUMBER, number(filter.substring(i, end), i + 1), i + 1));
            } else if (isLetter(c)) {
                end = i;
                while (end < filter.length() && isWordPart(filter.charAt(end))) {
                    end++;
                }
                tokens.add(new Token(Type.WORD, filter.substring(i, end), i + 1));
            } else {
                end = i + signLength(filter, i);
                tokens.add(new Token(Type.SIGN, filter.substring(i, end), i + 1));
            }
            i = end;
        }
        tokens.add(new Token(Type.END, "", filter.length() + 1));
        return tokens;
    }

    private static int textEnd(String filter, int start) {
        for (int i = start + 1; i < filter.length(); i++) {
            if (filter.charAt(i) == '\'') {
                if (i + 1 < filter.length() && filter.charAt(i + 1) == '\'') {
                    i++;
                } else {
                    return i + 1;
                }
            }
        }
        throw wrong(start + 1, "has a text without end", "a closing quote");
    }

    private static int numberEnd(String filter, int start) {
        int end = start + 1;
        while (end < filter.length()
                && (isDigit(filter.charAt(end))
                        || ".eE".indexOf(filter.charAt(end)) >= 0
                        || ("+-".indexOf(filter.charAt(end)) >= 0 && "eE".indexOf(filter.charAt(end - 1)) >= 0))) {
            end++;
        }
        return end;
    }

    private static String number(String text, int at) {
        try {
            if (Double.isFinite(Double.parseDouble(text))) {
                return text;
            }
        } catch (NumberFormatException e) {
            throw wrong(at, "has an ill-formed number", "a number such as 0.8 or -2e3");
        }
        throw wrong(at, "has a number that is too large", "a finite number");
    }

    private static int signLength(String filter, int at) {
        for (String sign : List.of("<=", ">=", "!=", "=", "<", ">", "(", ")", ",")) {
            if (filter.startsWith(sign, at)) {
                return sign.length();
            }
        }
        throw wrong(at + 1, "has a character that means nothing", "a field, value, comparison or parenthesis");
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isWordPart(char c) {
        return isLetter(c) || isDigit(c) || "._@+:/-".indexOf(c) >= 0;
    }

    /**
     * What is wrong at a place.
     *
     * @param at the place, from 1
     * @param problem what is wrong
     * @param expected what there must be
     * @return the exception
     */
    public static InvalidInputException wrong(int at, String problem, String expected) {
        return new InvalidInputException(
                "filter",
                problem,
                "The filter " + problem + " at character " + at + " where there must be " + expected + ".");
    }
}
