package io.modelgovernance.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON strictly and writes it in the canonical form of RFC 8785, so that equal values have equal bytes.
 *
 * <p>Strict: UTF-8 without overlong forms, no duplicate keys, nothing after the document, at most 64 levels deep and
 * {@value #MAX_BYTES} bytes. Stateless and thread-safe.
 */
public final class CanonicalJson {
    /** Longest document read, in bytes. */
    public static final int MAX_BYTES = 1 << 24;

    private static final int MAX_DEPTH = 64;
    private static final int MAX_NAME = 10_000;

    private static final ObjectMapper STRICT = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_BYTES)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private CanonicalJson() {}

    /**
     * Brings a document into canonical form.
     *
     * @param json a JSON document in UTF-8
     * @return the same value in canonical form
     * @throws InvalidInputException if it is not strict JSON
     */
    public static byte[] canonicalize(byte[] json) {
        return write(parse(json));
    }

    static JsonNode parse(byte[] json) {
        requireReadable(json.length);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(json))
                    .toString();
            JsonNode node = STRICT.readTree(text);
            if (node == null || node.isMissingNode()) {
                throw InvalidInputException.of("JSON document", "is empty", "one JSON value");
            }
            return node;
        } catch (CharacterCodingException e) {
            throw InvalidInputException.of("JSON document", "is not UTF-8", "well-formed UTF-8");
        } catch (JsonProcessingException e) {
            throw InvalidInputException.of(
                    "JSON document",
                    "cannot be read" + place(e.getLocation()),
                    "strict JSON of at most " + MAX_DEPTH + " levels without duplicate keys or trailing text");
        }
    }

    private static String place(@Nullable JsonLocation at) {
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    static byte[] write(JsonNode node) {
        StringBuilder out = new StringBuilder();
        append(node, out);
        byte[] json = out.toString().getBytes(StandardCharsets.UTF_8);
        requireReadable(json.length);
        return json;
    }

    /** What is written must be readable again, or a record would be lost to its own length. */
    private static void requireReadable(int length) {
        if (length > MAX_BYTES) {
            throw InvalidInputException.of("JSON document", "has " + length + " bytes", "at most " + MAX_BYTES);
        }
    }

    private static void append(JsonNode node, StringBuilder out) {
        switch (node.getNodeType()) {
            case OBJECT -> object(node, out);
            case ARRAY -> {
                out.append('[');
                for (int i = 0; i < node.size(); i++) {
                    if (i > 0) {
                        out.append(',');
                    }
                    append(node.get(i), out);
                }
                out.append(']');
            }
            case STRING -> string(node.textValue(), out);
            case NUMBER -> out.append(EcmaNumber.format(node.doubleValue()));
            case BOOLEAN -> out.append(node.booleanValue());
            case NULL -> out.append("null");
            default -> throw new IntegrityException("JSON", "A JSON value must be of a JSON type.");
        }
    }

    private static void object(JsonNode node, StringBuilder out) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        Collections.sort(names);
        for (String name : names) {
            if (name.length() > MAX_NAME) {
                throw InvalidInputException.of(
                        "JSON name " + Names.printable(name),
                        "has " + name.length() + " letters",
                        "at most " + MAX_NAME);
            }
        }
        out.append('{');
        for (int i = 0; i < names.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            string(names.get(i), out);
            out.append(':');
            append(node.get(names.get(i)), out);
        }
        out.append('}');
    }

    static void string(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
                    } else if (Character.isSurrogate(c)) {
                        i = surrogates(text, i, out);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static int surrogates(String text, int i, StringBuilder out) {
        if (i + 1 >= text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
            throw InvalidInputException.of("text", "holds half a surrogate pair", "well-formed Unicode");
        }
        out.append(text, i, i + 2);
        return i + 1;
    }
}
