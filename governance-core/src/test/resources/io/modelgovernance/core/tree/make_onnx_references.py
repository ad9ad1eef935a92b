"""Trains small models with scikit-learn, writes their trees as ONNX, and writes what scikit-learn answers.

python3 make_onnx_references.py credit_data.csv.gz DIRECTORY
"""
import csv, gzip, sys
import numpy as np
from onnx import TensorProto, helper
from sklearn.ensemble import ExtraTreesRegressor, HistGradientBoostingClassifier, RandomForestClassifier

OUT = sys.argv[2]
NAMES = ["Seniority", "Time", "Age", "Expenses", "Income", "Assets", "Debt", "Amount", "Price"]
ROWS = list(csv.DictReader(gzip.open(sys.argv[1], "rt")))
X = np.array([[np.nan if r[n] in ("", "NA") else float(r[n]) for n in NAMES] for r in ROWS], dtype=np.float32)
BAD = np.array([r["Status"] == "bad" for r in ROWS])
WHOLE = ~np.isnan(X).any(axis=1)


def below(threshold):
    """The greatest float that is not above, so that a float is <= it exactly if it is <= the threshold."""
    f = np.float32(threshold)
    return float(f if f <= threshold else np.nextafter(f, np.float32(-np.inf)))


class Trees:
    def __init__(self):
        self.nodes = {k: [] for k in "treeids nodeids featureids values modes truenodeids falsenodeids missing_value_tracks_true".split()}
        self.leaves = {k: [] for k in "treeids nodeids ids weights".split()}

    def node(self, tree, node, feature, value, mode, yes, no, missing=0):
        for k, v in zip(self.nodes, (tree, node, feature, value, mode, yes, no, missing)):
            self.nodes[k].append(v)

    def leaf(self, tree, node, of, weight):
        for k, v in zip(self.leaves, (tree, node, of, weight)):
            self.leaves[k].append(v)

    def write(self, name, operator, prefix, **more):
        attributes = {"nodes_" + k: v for k, v in self.nodes.items()} | {prefix + k: v for k, v in self.leaves.items()} | more
        outputs = ["label", "scores"] if "Classifier" in operator else ["scores"]
        node = helper.make_node(operator, ["X"], outputs, domain="ai.onnx.ml", **attributes)
        named = TensorProto.STRING if "classlabels_strings" in more else TensorProto.INT64
        infos = [helper.make_tensor_value_info(o, named if o == "label" else TensorProto.FLOAT, None) for o in outputs]
        graph = helper.make_graph([node], name, [helper.make_tensor_value_info("X", TensorProto.FLOAT, [None, len(NAMES)])], infos)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15), helper.make_opsetid("ai.onnx.ml", 3)])
        model.ir_version = 8
        open(f"{OUT}/{name}.onnx", "wb").write(model.SerializeToString())


def forest(estimators, share, modes=("BRANCH_LEQ",)):
    """Some splits are turned round, so that every comparison of ONNX is in a file."""
    trees = Trees()
    for t, e in enumerate(estimators):
        tree = e.tree_
        for i in range(tree.node_count):
            if tree.children_left[i] < 0:
                trees.node(t, i, 0, 0.0, "LEAF", 0, 0)
                values = tree.value[i]
                values = values[0] / values[0].sum() if share else values[:, 0]
                for k, v in enumerate(values):
                    trees.leaf(t, i, k, float(v) / (len(estimators) if share else 1))
                continue
            at, l, r = below(tree.threshold[i]), int(tree.children_left[i]), int(tree.children_right[i])
            mode = modes[i % len(modes)]
            up = float(np.nextafter(np.float32(at), np.float32(np.inf)))
            a, b, c = {"BRANCH_LEQ": (at, l, r), "BRANCH_LT": (up, l, r), "BRANCH_GT": (at, r, l), "BRANCH_GTE": (up, r, l)}[mode]
            trees.node(t, i, int(tree.feature[i]), a, mode, b, c)
    return trees


def table(name, rows, answers):
    with open(f"{OUT}/{name}.csv", "w") as f:
        f.write(",".join(NAMES + [f"margin{k}" for k in range(answers.shape[1])]) + "\n")
        for x, a in zip(rows, answers):
            f.write(",".join(["" if np.isnan(v) else repr(float(v)) for v in x] + [repr(float(v)) for v in a]) + "\n")


rows = X[WHOLE][:300]
rf = RandomForestClassifier(8, max_depth=6, random_state=1).fit(X[WHOLE], BAD[WHOLE])
forest(rf.estimators_, True).write("onnx_forest", "TreeEnsembleClassifier", "class_", classlabels_int64s=[0, 1])
table("onnx_forest", rows, rf.predict_proba(rows)[:, 1:])

three = np.digitize(X[WHOLE][:, 8], np.quantile(X[WHOLE][:, 8], [0.3, 0.7]))
rf3 = RandomForestClassifier(5, max_depth=5, random_state=2).fit(np.c_[X[WHOLE][:, :8], 0 * X[WHOLE][:, 8]], three)
forest(rf3.estimators_, True).write("onnx_classes", "TreeEnsembleClassifier", "class_", classlabels_strings=["low", "middle", "high"])
table("onnx_classes", rows, rf3.predict_proba(np.c_[rows[:, :8], 0 * rows[:, 8]]))

two = X[WHOLE][:, [7, 8]]
et = ExtraTreesRegressor(6, max_depth=5, random_state=3).fit(X[WHOLE] * np.float32([1] * 7 + [0, 0]), two)
forest(et.estimators_, False, ("BRANCH_LEQ", "BRANCH_GT", "BRANCH_LT", "BRANCH_GTE")).write(
    "onnx_targets", "TreeEnsembleRegressor", "target_", n_targets=2, aggregate_function="AVERAGE")
table("onnx_targets", rows, et.predict(rows * np.float32([1] * 7 + [0, 0])))

hgb = HistGradientBoostingClassifier(max_iter=15, max_leaf_nodes=12, random_state=4).fit(X.astype(float), BAD)
boosted = Trees()
for t, (predictor,) in enumerate(hgb._predictors):
    for i, n in enumerate(predictor.nodes):
        if n["is_leaf"]:
            boosted.node(t, i, 0, 0.0, "LEAF", 0, 0)
            boosted.leaf(t, i, 0, float(n["value"]))
        else:
            at = n["num_threshold"]
            boosted.node(t, i, int(n["feature_idx"]), below(at) if np.isfinite(at) else float(at), "BRANCH_LEQ",
                         int(n["left"]), int(n["right"]), int(n["missing_go_to_left"]))
boosted.write("onnx_boosted", "TreeEnsembleRegressor", "target_", n_targets=1, post_transform="LOGISTIC",
              base_values=[float(np.ravel(hgb._baseline_prediction)[0])])
missing = np.concatenate([X[~WHOLE][:150], X[WHOLE][:150]])
table("onnx_boosted", missing, hgb.decision_function(missing.astype(float)).reshape(-1, 1))
