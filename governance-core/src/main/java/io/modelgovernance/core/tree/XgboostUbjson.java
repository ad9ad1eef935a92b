package io.modelgovernance.core.tree;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelgovernance.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the UBJSON model files of XGBoost, the format it saves in by default since version 2.1.
 *
 * <p>The same content as {@link XgboostJson}, the same limits. Stateless and thread-safe.
 */
public final class XgboostUbjson {
    private static final List<String> TREES = List.of("learner", "gradient_booster", "model", "trees");

    private XgboostUbjson() {}

    /**
     * Reads a model.
     *
     * @param file the file's bytes, as {@code save_model("model.ubj")} writes them; not modified
     * @return the model
     * @throws InvalidInputException if the file is too long, malformed, or holds what is not read
     */
    public static TreeModel read(byte[] file) {
        if (file.length > XgboostJson.MAX_BYTES) {
            throw XgboostJson.bad("has " + file.length + " bytes", "at most " + XgboostJson.MAX_BYTES);
        }
        List<TreeNode> trees = new ArrayList<>();
        JsonNode learner = new Ubjson(file, TREES, tree -> trees.add(new XgboostTree(tree, trees.size()).root()))
                .document()
                .path("learner");
        JsonNode booster = learner.path("gradient_booster");
        XgboostJson.checkBooster(booster.path("name").asText(""));
        return XgboostLearner.of(learner, booster.path("model"), trees);
    }
}
