package io.modelgovernance.core.tree;

import io.modelgovernance.InvalidInputException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads ONNX files with one tree ensemble, the form in which scikit-learn's trees, forests and boosted trees travel.
 *
 * <p>The operators {@code TreeEnsembleRegressor} and {@code TreeEnsembleClassifier} of the domain {@code ai.onnx.ml},
 * versions 1 and 3, on 32-bit floats. The graph must hand its input to them as it is, and may afterwards only name and
 * shape what they say ({@code ZipMap}, {@code Cast}, {@code Identity}, {@code Reshape}). An ONNX file says nothing
 * about training rows, so its trees have no cover: explain them over a background. Stateless and thread-safe.
 */
public final class OnnxTrees {
    /** Longest file read, in bytes. */
    public static final int MAX_BYTES = 1 << 29;

    private static final int GRAPH = 7;
    private static final int NODE = 1;
    private static final int INPUT = 11;
    private static final Set<String> BEFORE = Set.of("Identity");
    private static final Set<String> AFTER = Set.of("ZipMap", "Cast", "Identity", "Reshape");

    private OnnxTrees() {}

    /**
     * Reads a model.
     *
     * @param file the file's bytes; not modified
     * @return the model: one output a target of a regressor, one of two classes (the second's), else one a class in
     *     the order of the classes' list; its objective is the name of the operator
     * @throws InvalidInputException if the file is too long, malformed, or holds what is not read
     */
    public static TreeModel read(byte[] file) {
        if (file.length > MAX_BYTES) {
            throw bad("has " + file.length + " bytes", "at most " + MAX_BYTES);
        }
        ProtoFields graph =
                ProtoFields.of(ByteBuffer.wrap(file).asReadOnlyBuffer()).message(GRAPH);
        List<OnnxNode> nodes = graph.messages(NODE).stream().map(OnnxNode::of).toList();
        List<OnnxNode> ensembles = nodes.stream()
                .filter(node -> node.operator().startsWith("TreeEnsemble"))
                .toList();
        if (ensembles.size() != 1) {
            throw bad("has " + ensembles.size() + " tree ensembles", "with one");
        }
        OnnxNode ensemble = ensembles.get(0);
        int features = features(graph, ensemble, nodes);
        nodes.stream().filter(node -> !ensembles.contains(node)).forEach(OnnxTrees::check);
        return new OnnxEnsemble(ensemble, features).model();
    }

    private static void check(OnnxNode node) {
        if (!AFTER.contains(node.operator()) && !BEFORE.contains(node.operator())) {
            throw bad("has the operator " + node.operator() + " beside its trees", "one of trees alone");
        }
    }

    /** The width of the graph's input, from which the ensemble must take its rows unchanged. */
    private static int features(ProtoFields graph, OnnxNode ensemble, List<OnnxNode> nodes) {
        String name = ensemble.inputs().isEmpty() ? "" : ensemble.inputs().get(0);
        Set<String> seen = new HashSet<>();
        for (boolean found = true; found && seen.add(name); ) {
            found = false;
            for (OnnxNode node : nodes) {
                if (node.outputs().contains(name) && !node.inputs().isEmpty()) {
                    if (!BEFORE.contains(node.operator())) {
                        throw bad(
                                "prepares its input by " + node.operator(),
                                "one whose trees take the rows as they are");
                    }
                    name = node.inputs().get(0);
                    found = true;
                    break;
                }
            }
        }
        TreeMap<String, Integer> widths = new TreeMap<>();
        for (ProtoFields input : graph.messages(INPUT)) {
            ProtoFields tensor = input.message(2).message(1);
            long[] type = tensor.integers(1);
            List<ProtoFields> dimensions = tensor.message(2).messages(1);
            long[] width = dimensions.size() == 2 ? dimensions.get(1).integers(1) : new long[0];
            if (type.length == 1 && type[0] == 1 && width.length == 1 && width[0] >= 1 && width[0] <= 1 << 20) {
                widths.put(input.text(1), (int) width[0]);
            }
        }
        Integer width = widths.get(name);
        if (width == null) {
            throw bad("feeds its trees from " + name, "one whose trees take rows of floats of a known width");
        }
        return width;
    }

    static InvalidInputException bad(String problem, String expected) {
        return InvalidInputException.of("ONNX model file", problem, expected);
    }
}
