package io.modelgovernance.core.tree;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.modelgovernance.InvalidInputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the JSON model files of XGBoost, versions 1.3 to 3.x.
 *
 * <p>Boosted trees of one or several outputs; values are rounded to float before they meet a threshold and leaves are
 * added up in float, as XGBoost does. Not read: linear boosters, DART, trees of vectors, survival objectives. Stateless
 * and thread-safe.
 */
public final class XgboostJson {
    /** Longest file read, in bytes. */
    public static final int MAX_BYTES = 1 << 29;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(64).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private final List<TreeNode> trees = new ArrayList<>();
    private JsonNode model = MissingNode.getInstance();
    private String booster = "";

    private XgboostJson() {}

    /**
     * Reads a model.
     *
     * @param file the file's bytes, as {@code save_model("model.json")} writes them; not modified
     * @return the model
     * @throws InvalidInputException if the file is too long, malformed, or holds what is not read
     */
    public static TreeModel read(byte[] file) {
        if (file.length > MAX_BYTES) {
            throw bad("has " + file.length + " bytes", "at most " + MAX_BYTES);
        }
        try (JsonParser parser = MAPPER.createParser(file)) {
            return new XgboostJson().document(parser);
        } catch (IOException e) {
            InvalidInputException refused = bad("is not JSON: " + firstLine(e), "one that XGBoost wrote");
            refused.initCause(e);
            throw refused;
        }
    }

    private TreeModel document(JsonParser parser) throws IOException {
        JsonNode learner = object(parser, "learner", this::learner);
        if (parser.nextToken() != null) {
            throw bad("goes on after its end", "one JSON object");
        }
        checkBooster(booster);
        return XgboostLearner.of(learner, model, trees);
    }

    private JsonNode learner(JsonParser parser) throws IOException {
        return object(parser, "gradient_booster", this::booster);
    }

    private JsonNode booster(JsonParser parser) throws IOException {
        JsonNode rest = object(parser, "model", this::model);
        booster = rest.path("name").asText("");
        return rest;
    }

    private JsonNode model(JsonParser parser) throws IOException {
        model = object(parser, "trees", this::trees);
        return model;
    }

    private JsonNode trees(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw bad("has no list of trees", "one of boosted trees");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonNode tree = MAPPER.readTree(parser);
            trees.add(new XgboostTree(tree, trees.size()).root());
        }
        return MissingNode.getInstance();
    }

    /** Reads an object member by member: the named one by the part given, the others into a tree of JSON. */
    private static JsonNode object(JsonParser parser, String name, Part part) throws IOException {
        if (parser.currentToken() == null) {
            parser.nextToken();
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw bad("has no object around " + name, "one that XGBoost wrote");
        }
        var rest = MAPPER.createObjectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            JsonNode value = field.equals(name) ? part.read(parser) : MAPPER.readTree(parser);
            if (!value.isMissingNode()) {
                rest.set(field, value);
            }
        }
        return name.equals("learner") ? rest.path("learner") : rest;
    }

    static void checkBooster(String booster) {
        if (!booster.equals("gbtree")) {
            throw bad("holds a booster " + booster, "of gbtree");
        }
    }

    static InvalidInputException bad(String problem, String expected) {
        return InvalidInputException.of("XGBoost model file", problem, expected);
    }

    private static String firstLine(IOException e) {
        String text = String.valueOf(e.getMessage());
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    private interface Part {
        JsonNode read(JsonParser parser) throws IOException;
    }
}
