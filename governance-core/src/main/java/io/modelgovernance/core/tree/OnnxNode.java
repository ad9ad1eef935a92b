package io.modelgovernance.core.tree;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One operator of an ONNX graph.
 *
 * @param operator its type
 * @param inputs names of what it takes
 * @param outputs names of what it gives
 * @param attributes its attributes by name
 */
record OnnxNode(String operator, List<String> inputs, List<String> outputs, Map<String, ProtoFields> attributes) {
    private static final int INTEGER = 3;
    private static final int TEXT = 4;
    private static final int TENSOR = 5;
    private static final int FLOATS = 7;
    private static final int INTEGERS = 8;
    private static final int TEXTS = 9;

    static OnnxNode of(ProtoFields node) {
        Map<String, ProtoFields> attributes = new HashMap<>();
        for (ProtoFields attribute : node.messages(5)) {
            if (attributes.put(attribute.text(1), attribute) != null) {
                throw OnnxTrees.bad("says " + attribute.text(1) + " twice", "one that says it once");
            }
        }
        return new OnnxNode(node.text(4), node.texts(1), node.texts(2), attributes);
    }

    /** Integers of an attribute; it must have so many unless a negative number is asked for. */
    int[] integers(String name, int count) {
        ProtoFields attribute = attributes.get(name);
        long[] all = attribute == null ? new long[0] : attribute.integers(INTEGERS);
        require(name, all.length, count);
        int[] result = new int[all.length];
        for (int i = 0; i < all.length; i++) {
            result[i] = (int) all[i];
            if (result[i] != all[i]) {
                throw OnnxTrees.bad("has " + all[i] + " in " + name, "of integers of 32 bits");
            }
        }
        return result;
    }

    float[] floats(String name, int count) {
        ProtoFields attribute = attributes.get(name);
        float[] all = attribute == null ? new float[0] : attribute.floats(FLOATS);
        require(name, all.length, count);
        return all;
    }

    List<String> texts(String name, int count) {
        ProtoFields attribute = attributes.get(name);
        List<String> all = attribute == null ? List.of() : attribute.texts(TEXTS);
        require(name, all.size(), count);
        return all;
    }

    String text(String name, String otherwise) {
        ProtoFields attribute = attributes.get(name);
        return attribute == null || !attribute.has(TEXT) ? otherwise : attribute.text(TEXT);
    }

    int integer(String name, int otherwise) {
        ProtoFields attribute = attributes.get(name);
        long[] all = attribute == null ? new long[0] : attribute.integers(INTEGER);
        return all.length == 0 ? otherwise : (int) Math.max(-1, Math.min(all[0], Integer.MAX_VALUE));
    }

    /** Attributes of doubles come as tensors, which would have to be compared in another precision. */
    void requireNoTensors() {
        attributes.forEach((name, attribute) -> {
            if (attribute.has(TENSOR)) {
                throw OnnxTrees.bad("has doubles in " + name, "of 32-bit floats");
            }
        });
    }

    private static void require(String name, int found, int count) {
        if (count >= 0 && found != count) {
            throw OnnxTrees.bad("has " + found + " entries in " + name, "with " + count);
        }
    }
}
