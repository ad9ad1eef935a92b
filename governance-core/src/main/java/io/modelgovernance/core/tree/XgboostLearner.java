package io.modelgovernance.core.tree;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What an XGBoost file says apart from its trees: objective, outputs, base score and names. */
final class XgboostLearner {
    /** Most outputs read. */
    private static final int MAX_OUTPUTS = 10_000;

    private XgboostLearner() {}

    static TreeModel of(JsonNode learner, JsonNode model, List<TreeNode> trees) {
        JsonNode shape = learner.path("learner_model_param");
        int features = integer(shape, "num_feature", 1, TreeEnsemble.MAX_NODES);
        int outputs = Math.max(
                1, Math.max(integer(shape, "num_class", 0, MAX_OUTPUTS), integer(shape, "num_target", 0, MAX_OUTPUTS)));
        String objective = learner.path("objective").path("name").asText("");
        float[] bases = bases(shape.path("base_score"), outputs);
        JsonNode owners = model.path("tree_info");
        if (owners.size() != trees.size()) {
            throw XgboostJson.bad("has " + owners.size() + " entries in tree_info", "with one a tree");
        }
        List<TreeEnsemble.Builder> builders = IntStream.range(0, outputs)
                .mapToObj(k -> TreeEnsemble.builder(features)
                        .link(link(objective))
                        .base(margin(objective, bases[k]))
                        .singlePrecision())
                .toList();
        for (int i = 0; i < trees.size(); i++) {
            int owner = owners.get(i).asInt(-1);
            if (owner < 0 || owner >= outputs) {
                throw XgboostJson.bad("gives tree " + i + " to output " + owner, "of " + outputs + " outputs");
            }
            builders.get(owner).tree(trees.get(i));
        }
        List<String> names = new ArrayList<>();
        learner.path("feature_names").forEach(name -> names.add(name.asText()));
        return new TreeModel(
                objective,
                names,
                builders.stream().map(TreeEnsemble.Builder::build).toList());
    }

    private static Link link(String objective) {
        return switch (objective) {
            case "reg:squarederror",
                    "reg:linear",
                    "reg:squaredlogerror",
                    "reg:absoluteerror",
                    "reg:pseudohubererror",
                    "reg:quantileerror",
                    "binary:logitraw",
                    "rank:pairwise",
                    "rank:ndcg",
                    "rank:map" -> Link.IDENTITY;
            case "binary:logistic", "reg:logistic" -> Link.LOGISTIC;
            case "count:poisson", "reg:gamma", "reg:tweedie" -> Link.EXPONENTIAL;
            case "multi:softprob", "multi:softmax", "binary:hinge" -> Link.OTHER;
            default ->
                throw XgboostJson.bad(
                        "has the objective " + objective,
                        "of an objective whose base score is understood, such as reg:squarederror, binary:logistic or"
                                + " multi:softprob");
        };
    }

    /** The base score is kept as a response; the margin is its link undone, in float as in XGBoost. */
    private static double margin(String objective, float base) {
        double margin = switch (objective) {
            case "binary:logistic", "reg:logistic", "binary:logitraw" -> -(float) StrictMath.log(1f / base - 1f);
            case "count:poisson", "reg:gamma", "reg:tweedie" -> (float) StrictMath.log(base);
            default -> base;
        };
        if (!Double.isFinite(margin)) {
            throw XgboostJson.bad("has the base score " + base, "of one that its objective can give");
        }
        return margin;
    }

    /** {@code "5E-1"} up to version 3.0, {@code "[5E-1]"} or one number an output later. */
    private static float[] bases(JsonNode value, int outputs) {
        String text = value.isArray() ? value.toString() : value.asText("");
        String[] parts =
                text.replace("[", "").replace("]", "").replace("\"", "").split(",", -1);
        if (parts.length != 1 && parts.length != outputs) {
            throw XgboostJson.bad("has " + parts.length + " base scores", "with one or one an output");
        }
        float[] bases = new float[outputs];
        try {
            for (int k = 0; k < outputs; k++) {
                bases[k] = Float.parseFloat(parts[parts.length == 1 ? 0 : k].strip());
            }
        } catch (NumberFormatException e) {
            throw XgboostJson.bad("has a base score that is not a number", "with one");
        }
        return bases;
    }

    private static int integer(JsonNode object, String name, int min, int max) {
        String text = object.path(name).asText("0");
        try {
            int value = Integer.parseInt(text.isEmpty() ? "0" : text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, in the same words as a number out of range.
        }
        throw XgboostJson.bad("has " + name + " " + text, "with " + min + " to " + max);
    }
}
