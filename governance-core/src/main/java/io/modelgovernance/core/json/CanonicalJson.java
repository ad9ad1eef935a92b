package io.modelgovernance.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import java.io.IOException;
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
    private static final int USUAL = 512;

    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxStringLength(MAX_BYTES)
            .build();

    private static final ObjectMapper STRICT = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(LIMITS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final JsonFactory TOKENS =
            JsonFactory.builder().streamReadConstraints(LIMITS).build();

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
            JsonNode node = isAscii(json) ? STRICT.readTree(json) : STRICT.readTree(text(json));
            if (node == null || node.isMissingNode()) {
                throw InvalidInputException.of("JSON document", "is empty", "one JSON value");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        } catch (IOException e) {
            throw InvalidInputException.of("JSON document", "cannot be read", "strict JSON");
        }
    }

    /** The tokens of a document; that no name comes twice is the reader's to see. */
    static JsonParser tokens(byte[] json) throws IOException {
        requireReadable(json.length);
        return isAscii(json) ? TOKENS.createParser(json) : TOKENS.createParser(text(json));
    }

    /** Jackson guesses the encoding of bytes by the zeros among the first, so what has one goes as text. */
    private static boolean isAscii(byte[] json) {
        for (byte b : json) {
            if (b <= 0) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] json) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(json))
                    .toString();
        } catch (CharacterCodingException e) {
            throw InvalidInputException.of("JSON document", "is not UTF-8", "well-formed UTF-8");
        }
    }

    static InvalidInputException unreadable(JsonProcessingException e) {
        return InvalidInputException.of(
                "JSON document",
                "cannot be read" + place(e.getLocation()),
                "strict JSON of at most " + MAX_DEPTH + " levels without duplicate keys or trailing text");
    }

    private static String place(@Nullable JsonLocation at) {
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    static byte[] write(JsonNode node) {
        CanonicalBytes out = new CanonicalBytes(USUAL);
        append(node, out);
        return out.toBytes();
    }

    /** What is written must be readable again, or a record would be lost to its own length. */
    static void requireReadable(int length) {
        if (length > MAX_BYTES) {
            throw InvalidInputException.of("JSON document", "has " + length + " bytes", "at most " + MAX_BYTES);
        }
    }

    private static void append(JsonNode node, CanonicalBytes out) {
        switch (node.getNodeType()) {
            case OBJECT -> object(node, out);
            case ARRAY -> {
                out.raw('[');
                for (int i = 0; i < node.size(); i++) {
                    if (i > 0) {
                        out.raw(',');
                    }
                    append(node.get(i), out);
                }
                out.raw(']');
            }
            case STRING -> out.string(node.textValue());
            case NUMBER -> out.finite(node.doubleValue());
            case BOOLEAN -> out.raw(node.booleanValue() ? "true" : "false");
            case NULL -> out.raw("null");
            default -> throw new IntegrityException("JSON", "A JSON value must be of a JSON type.");
        }
    }

    private static void object(JsonNode node, CanonicalBytes out) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        Collections.sort(names);
        names.forEach(CanonicalJson::requireShort);
        out.raw('{');
        for (int i = 0; i < names.size(); i++) {
            if (i > 0) {
                out.raw(',');
            }
            out.string(names.get(i)).raw(':');
            append(node.get(names.get(i)), out);
        }
        out.raw('}');
    }

    static void requireShort(String name) {
        if (name.length() > MAX_NAME) {
            throw InvalidInputException.of(
                    "JSON name " + Names.printable(name), "has " + name.length() + " letters", "at most " + MAX_NAME);
        }
    }
}
