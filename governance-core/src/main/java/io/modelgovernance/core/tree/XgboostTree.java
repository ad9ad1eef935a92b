package io.modelgovernance.core.tree;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** One tree of an XGBoost file: parallel arrays, of which this checks lengths, links and depth. */
final class XgboostTree {
    private final JsonNode json;
    private final int index;
    private final int size;
    private final JsonNode left;
    private final JsonNode right;
    private final JsonNode feature;
    private final JsonNode condition;
    private final JsonNode defaultLeft;
    private final JsonNode cover;
    private final JsonNode type;
    private final boolean[] seen;

    XgboostTree(JsonNode json, int index) {
        this.json = json;
        this.index = index;
        this.left = json.path("left_children");
        this.size = left.size();
        this.right = array("right_children");
        this.feature = array("split_indices");
        this.condition = array("split_conditions");
        this.defaultLeft = array("default_left");
        this.cover = array("sum_hessian");
        this.type = json.path("split_type");
        this.seen = new boolean[size];
        if (size == 0 || size > TreeEnsemble.MAX_NODES) {
            throw bad("has " + size + " nodes", "one of 1 to " + TreeEnsemble.MAX_NODES);
        }
        String leafSize = json.path("tree_param").path("size_leaf_vector").asText("1");
        if (!leafSize.equals("0") && !leafSize.equals("1")) {
            throw bad("has leaves of " + leafSize + " values", "of one value a leaf");
        }
    }

    TreeNode root() {
        return node(0, 0);
    }

    private TreeNode node(int at, int depth) {
        if (at < 0 || at >= size || seen[at] || depth > TreeEnsemble.MAX_DEPTH) {
            throw bad(
                    "links to node " + at + " at depth " + depth,
                    "without circles and at most " + TreeEnsemble.MAX_DEPTH + " deep");
        }
        seen[at] = true;
        int first = integer(left, at);
        if (first == -1) {
            return TreeNode.leaf((float) real(condition, at), (float) real(cover, at));
        }
        TreeNode less = node(first, depth + 1);
        TreeNode other = node(integer(right, at), depth + 1);
        boolean missingLeft =
                defaultLeft.get(at).isBoolean() ? defaultLeft.get(at).asBoolean() : integer(defaultLeft, at) != 0;
        int asked = integer(feature, at);
        if (!type.isEmpty() && integer(type, at) == 1) {
            return new TreeNode.CategorySplit(asked, categories(at), !missingLeft, other, less);
        }
        double threshold = FloatThreshold.of((float) real(condition, at));
        return new TreeNode.Split(asked, threshold, missingLeft, false, less, other);
    }

    /** The categories that XGBoost sends right: here the set goes left, so the children change places. */
    private List<Integer> categories(int at) {
        JsonNode nodes = json.path("categories_nodes");
        for (int i = 0; i < nodes.size(); i++) {
            if (integer(nodes, i) == at) {
                JsonNode all = json.path("categories");
                int from = integer(json.path("categories_segments"), i);
                int count = integer(json.path("categories_sizes"), i);
                if (from < 0 || count < 0 || (long) from + count > all.size()) {
                    throw bad("has categories that are not in its list", "whole");
                }
                List<Integer> set = new ArrayList<>(count);
                for (int k = from; k < from + count; k++) {
                    set.add(integer(all, k));
                }
                return set;
            }
        }
        throw bad("has no categories for node " + at, "whole");
    }

    private JsonNode array(String name) {
        JsonNode found = json.path(name);
        if (!found.isArray() || found.size() != size) {
            throw bad("has " + found.size() + " entries in " + name, "with " + size + ", one a node");
        }
        return found;
    }

    private int integer(JsonNode array, int at) {
        JsonNode value = array.path(at);
        if (!value.canConvertToInt() || !value.isIntegralNumber()) {
            throw bad("has something else where an integer belongs", "whole");
        }
        return value.asInt();
    }

    private double real(JsonNode array, int at) {
        JsonNode value = array.path(at);
        if (!value.isNumber()) {
            throw bad("has something else where a number belongs", "whole");
        }
        return value.asDouble();
    }

    private io.modelgovernance.InvalidInputException bad(String problem, String expected) {
        return io.modelgovernance.InvalidInputException.of("tree " + index + " of XGBoost model", problem, expected);
    }
}
