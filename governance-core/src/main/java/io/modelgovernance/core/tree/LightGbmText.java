package io.modelgovernance.core.tree;

import io.modelgovernance.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Reads the text model files of LightGBM, versions 2 to 4.
 *
 * <p>Boosted trees and forests of one or several outputs, with its three treatments of missing values and its
 * categorical splits. Not read: linear trees. Stateless and thread-safe.
 */
public final class LightGbmText {
    /** Longest file read, in bytes. */
    public static final int MAX_BYTES = 1 << 29;

    private final Map<String, String> head = new HashMap<>();
    private final List<Map<String, String>> blocks = new ArrayList<>();

    private LightGbmText() {}

    /**
     * Reads a model.
     *
     * @param file the file's bytes, as {@code save_model("model.txt")} writes them; not modified
     * @return the model
     * @throws InvalidInputException if the file is too long, malformed, or holds what is not read
     */
    public static TreeModel read(byte[] file) {
        if (file.length > MAX_BYTES) {
            throw bad("has " + file.length + " bytes", "at most " + MAX_BYTES);
        }
        return new LightGbmText().document(new String(file, StandardCharsets.UTF_8));
    }

    private TreeModel document(String text) {
        Map<String, String> block = head;
        boolean ended = false;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            int equals = line.indexOf('=');
            if (line.startsWith("Tree=") || line.equals("end of trees")) {
                finish(block);
                block = new HashMap<>();
                ended = line.equals("end of trees");
                if (ended) {
                    break;
                }
            } else if (equals > 0 && block.put(line.substring(0, equals), line.substring(equals + 1)) != null) {
                throw bad("says " + line.substring(0, equals) + " twice", "one that LightGBM wrote");
            } else if (line.equals("average_output")) {
                head.put(line, "1");
            }
        }
        if (!ended) {
            throw bad("has no end of trees", "whole");
        }
        return model();
    }

    private void finish(Map<String, String> block) {
        if (block != head) {
            blocks.add(block);
        }
    }

    private TreeModel model() {
        int features = integer("max_feature_idx", 0, TreeEnsemble.MAX_NODES) + 1;
        int outputs = integer("num_tree_per_iteration", 1, 10_000);
        if (blocks.size() % outputs != 0) {
            throw bad("has " + blocks.size() + " trees", "with a multiple of " + outputs);
        }
        int divisor = head.containsKey("average_output") ? Math.max(1, blocks.size() / outputs) : 1;
        String objective = head.getOrDefault("objective", "");
        List<TreeEnsemble.Builder> builders = IntStream.range(0, outputs)
                .mapToObj(k -> TreeEnsemble.builder(features).link(link(objective, outputs)))
                .toList();
        for (int i = 0; i < blocks.size(); i++) {
            builders.get(i % outputs).tree(new LightGbmTree(blocks.get(i), i, divisor).root());
        }
        String names = head.getOrDefault("feature_names", "");
        return new TreeModel(
                objective,
                names.isEmpty() ? List.of() : List.of(names.split(" ", -1)),
                builders.stream().map(TreeEnsemble.Builder::build).toList());
    }

    private static Link link(String objective, int outputs) {
        String[] words = objective.split(" ", -1);
        return switch (outputs == 1 ? words[0] : "") {
            case "binary", "cross_entropy" ->
                words.length > 1 && !words[1].equals("sigmoid:1") ? Link.OTHER : Link.LOGISTIC;
            case "poisson", "gamma", "tweedie" -> Link.EXPONENTIAL;
            case "regression", "regression_l1", "huber", "fair", "quantile", "mape", "lambdarank", "rank_xendcg" ->
                objective.contains("sqrt") ? Link.OTHER : Link.IDENTITY;
            default -> Link.OTHER;
        };
    }

    private int integer(String name, int min, int max) {
        String text = head.getOrDefault(name, "");
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, in the same words as a number out of range.
        }
        throw bad("has " + name + " " + text, "with " + min + " to " + max);
    }

    static InvalidInputException bad(String problem, String expected) {
        return InvalidInputException.of("LightGBM model file", problem, expected);
    }
}
