package io.modelgovernance.core.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelgovernance.InvalidInputException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Decodes Universal Binary JSON (draft 12), handing the elements of one large array out one by one.
 *
 * <p>At most 64 levels deep; lengths are checked against the bytes that are left before anything is made of them.
 */
final class Ubjson {
    private static final int MAX_DEPTH = 64;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ByteBuffer in;
    private final List<String> largePath;
    private final Consumer<JsonNode> large;
    private final List<String> path = new ArrayList<>();

    /**
     * Prepares.
     *
     * @param bytes the document
     * @param largePath the names that lead to the array whose elements are handed out
     * @param large receives them; the array itself is left empty
     */
    Ubjson(byte[] bytes, List<String> largePath, Consumer<JsonNode> large) {
        this.in = ByteBuffer.wrap(bytes);
        this.largePath = largePath;
        this.large = large;
    }

    JsonNode document() {
        try {
            JsonNode document = value(marker(), 0);
            if (in.hasRemaining()) {
                throw bad("goes on after its end");
            }
            return document;
        } catch (BufferUnderflowException e) {
            throw bad("ends too early");
        }
    }

    /** The next type marker; no-ops are skipped. */
    private char marker() {
        char marker = (char) (in.get() & 0xff);
        while (marker == 'N') {
            marker = (char) (in.get() & 0xff);
        }
        return marker;
    }

    private JsonNode value(char marker, int depth) {
        if (depth > MAX_DEPTH) {
            throw bad("is nested more than " + MAX_DEPTH + " levels deep");
        }
        return switch (marker) {
            case 'Z' -> NODES.nullNode();
            case 'T' -> NODES.booleanNode(true);
            case 'F' -> NODES.booleanNode(false);
            case 'i', 'U', 'I', 'l', 'L' -> NODES.numberNode(integer(marker));
            case 'd' -> NODES.numberNode((double) in.getFloat());
            case 'D' -> NODES.numberNode(in.getDouble());
            case 'C' -> NODES.textNode(text(1));
            case 'S' -> NODES.textNode(text(length(marker())));
            case '[' -> array(depth);
            case '{' -> object(depth);
            default -> throw bad("has the unknown type " + (int) marker);
        };
    }

    private long integer(char marker) {
        return switch (marker) {
            case 'i' -> in.get();
            case 'U' -> in.get() & 0xff;
            case 'I' -> in.getShort();
            case 'l' -> in.getInt();
            case 'L' -> in.getLong();
            default -> throw bad("has the type " + (int) marker + " where a length belongs");
        };
    }

    /** A length; whatever has it takes a byte each at least. */
    private int length(char marker) {
        long length = integer(marker);
        if (length < 0 || length > in.remaining()) {
            throw bad("has a length of " + length + " with " + in.remaining() + " bytes left");
        }
        return (int) length;
    }

    private String text(int length) {
        if (length > in.remaining()) {
            throw bad("ends too early");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private JsonNode array(int depth) {
        ArrayNode array = NODES.arrayNode();
        boolean handOut = path.equals(largePath);
        char type = 0;
        char next = marker();
        if (next == '$') {
            type = marker();
            next = marker();
            if (next != '#' || "ZTF".indexOf(type) >= 0) {
                throw bad("has a typed array without a length or of a type without bytes");
            }
        }
        if (next == '#') {
            int count = length(marker());
            for (int i = 0; i < count; i++) {
                add(array, value(type == 0 ? marker() : type, depth + 1), handOut);
            }
            return array;
        }
        while (next != ']') {
            add(array, value(next, depth + 1), handOut);
            next = marker();
        }
        return array;
    }

    private void add(ArrayNode array, JsonNode value, boolean handOut) {
        if (handOut) {
            large.accept(value);
        } else {
            array.add(value);
        }
    }

    private JsonNode object(int depth) {
        ObjectNode object = NODES.objectNode();
        char next = marker();
        if (next == '$') {
            throw bad("has a typed object");
        }
        int count = -1;
        if (next == '#') {
            count = length(marker());
            next = count > 0 ? marker() : '}';
        }
        for (int i = 0; count < 0 ? next != '}' : i < count; i++) {
            String name = text(length(next));
            path.add(name);
            JsonNode value = value(marker(), depth + 1);
            path.remove(path.size() - 1);
            if (object.has(name)) {
                throw bad("says " + name + " twice");
            }
            object.set(name, value);
            if (count < 0 || i + 1 < count) {
                next = marker();
            }
        }
        return object;
    }

    private static InvalidInputException bad(String problem) {
        return InvalidInputException.of("UBJSON document", problem, "one that XGBoost wrote");
    }
}
