package io.modelgovernance.core.json;

import io.modelgovernance.InvalidInputException;
import java.util.Arrays;

/**
 * A canonical JSON document as it is written, in UTF-8. What is put together here is as canonical as its order: members
 * must come sorted by name. Not thread-safe.
 */
public final class CanonicalBytes {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final int LONGEST_LETTER = 6;

    private final EcmaNumber numbers = new EcmaNumber();
    private byte[] bytes;
    private int size;

    /**
     * Begins a document.
     *
     * @param usual bytes that it will have at a guess, at least 1; it grows beyond them
     */
    public CanonicalBytes(int usual) {
        bytes = new byte[usual];
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
        }
    }

    /**
     * Appends text as it is.
     *
     * @param json ASCII that is JSON already: punctuation, words, or names that need no escape
     * @return this
     */
    public CanonicalBytes raw(String json) {
        int n = json.length();
        room(n);
        for (int i = 0; i < n; i++) {
            bytes[size + i] = (byte) json.charAt(i);
        }
        size += n;
        return this;
    }

    /**
     * Appends bytes as they are.
     *
     * @param json a canonical value; not modified
     * @return this
     */
    public CanonicalBytes raw(byte[] json) {
        room(json.length);
        System.arraycopy(json, 0, bytes, size, json.length);
        size += json.length;
        return this;
    }

    CanonicalBytes raw(char ascii) {
        room(1);
        bytes[size++] = (byte) ascii;
        return this;
    }

    /**
     * Appends a text with its quotation marks.
     *
     * @param text the text
     * @return this
     * @throws InvalidInputException if it is not well-formed Unicode
     */
    public CanonicalBytes string(String text) {
        int n = text.length();
        room(n + 2);
        int at = size;
        bytes[at++] = '"';
        for (int i = 0; i < n; i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\' || c > 0x7e) {
                size = at;
                escaped(text, i);
                return raw('"');
            }
            bytes[at++] = (byte) c;
        }
        bytes[at++] = '"';
        size = at;
        return this;
    }

    private void escaped(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            room(LONGEST_LETTER);
            char c = text.charAt(i);
            int replaced = "\"\\\b\t\n\f\r".indexOf(c);
            if (replaced >= 0) {
                bytes[size++] = '\\';
                bytes[size++] = (byte) "\"\\btnfr".charAt(replaced);
            } else if (c < 0x20) {
                raw("\\u00");
                bytes[size++] = HEX[c >> 4];
                bytes[size++] = HEX[c & 15];
            } else if (c < 0x80) {
                bytes[size++] = (byte) c;
            } else if (Character.isSurrogate(c)) {
                beyond(text, i++);
            } else {
                within(c);
            }
        }
    }

    private void within(char c) {
        if (c < 0x800) {
            bytes[size++] = (byte) (0xc0 | (c >> 6));
        } else {
            bytes[size++] = (byte) (0xe0 | (c >> 12));
            bytes[size++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        }
        bytes[size++] = (byte) (0x80 | (c & 0x3f));
    }

    private void beyond(String text, int i) {
        if (i + 1 >= text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
            throw InvalidInputException.of("text", "holds half a surrogate pair", "well-formed Unicode");
        }
        int letter = Character.toCodePoint(text.charAt(i), text.charAt(i + 1));
        bytes[size++] = (byte) (0xf0 | (letter >> 18));
        bytes[size++] = (byte) (0x80 | ((letter >> 12) & 0x3f));
        bytes[size++] = (byte) (0x80 | ((letter >> 6) & 0x3f));
        bytes[size++] = (byte) (0x80 | (letter & 0x3f));
    }

    /**
     * Appends a number as {@link RecordCodec} writes a double: as text if JSON has no word for it.
     *
     * @param value any double
     * @return this
     */
    public CanonicalBytes number(double value) {
        if (!Double.isFinite(value)) {
            return string(Double.toString(value));
        }
        return finite(value);
    }

    CanonicalBytes finite(double value) {
        room(EcmaNumber.LONGEST);
        size = numbers.write(value, bytes, size);
        return this;
    }

    /**
     * Appends a whole number as {@link RecordCodec} writes a long: as text if a double could not hold it.
     *
     * @param value any long
     * @return this
     */
    public CanonicalBytes number(long value) {
        if (value < -RecordCodec.EXACT || value > RecordCodec.EXACT) {
            return string(Long.toString(value));
        }
        room(EcmaNumber.LONGEST);
        if (value < 0) {
            bytes[size++] = '-';
        }
        size = EcmaNumber.whole(Math.abs(value), bytes, size);
        return this;
    }

    /**
     * The document so far.
     *
     * @return a copy
     * @throws InvalidInputException if it is longer than what {@link CanonicalJson} reads, or it would be lost
     */
    public byte[] toBytes() {
        CanonicalJson.requireReadable(size);
        return Arrays.copyOf(bytes, size);
    }
}
