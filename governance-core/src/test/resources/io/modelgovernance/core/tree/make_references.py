"""Trains small models with XGBoost's and LightGBM's C libraries and writes what they answer.

python3 make_references.py libxgboost4j.so lib_lightgbm.so credit_data.csv.gz DIRECTORY
"""
import ctypes, csv, gzip, json, math, sys
from ctypes import byref, c_char_p, c_double, c_float, c_int, c_int64, c_uint64, c_void_p, POINTER

XGB, LGB = ctypes.CDLL(sys.argv[1]), ctypes.CDLL(sys.argv[2])
XGB.XGBGetLastError.restype = LGB.LGBM_GetLastError.restype = c_char_p
OUT = sys.argv[4]
NAN = float("nan")


def xgb(name, *args):
    if getattr(XGB, name)(*args) != 0:
        raise RuntimeError(XGB.XGBGetLastError())


def lgb(name, *args):
    if getattr(LGB, name)(*args) != 0:
        raise RuntimeError(LGB.LGBM_GetLastError())


def credit():
    rows = list(csv.DictReader(gzip.open(sys.argv[3], "rt")))
    names = [n for n in rows[0] if n != "Status"]
    text = {"Home", "Marital", "Records", "Job"}
    codes = {n: sorted({r[n] for r in rows} - {"", "NA"}) for n in text}
    def value(r, n):
        if r[n] in ("", "NA"):
            return NAN
        return float(codes[n].index(r[n])) if n in text else float(r[n])
    return names, text, [[value(r, n) for n in names] for r in rows], [float(r["Status"] == "bad") for r in rows]


def matrix(rows):
    flat = [v for r in rows for v in r]
    return (c_float * len(flat))(*flat), (c_double * len(flat))(*flat)


def write(name, columns, table):
    with open(f"{OUT}/{name}", "w") as f:
        f.write(",".join(columns) + "\n")
        for line in table:
            f.write(",".join("" if math.isnan(v) else repr(v) for v in line) + "\n")


def xgb_matrix(rows, names, text):
    handle = c_void_p()
    xgb("XGDMatrixCreateFromMat", matrix(rows)[0], c_uint64(len(rows)), c_uint64(len(rows[0])), c_float(NAN), byref(handle))
    kinds = (c_char_p * len(names))(*[b"c" if n in text else b"float" for n in names])
    labels = (c_char_p * len(names))(*[n.encode() for n in names])
    xgb("XGDMatrixSetStrFeatureInfo", handle, b"feature_type", kinds, c_uint64(len(names)))
    xgb("XGDMatrixSetStrFeatureInfo", handle, b"feature_name", labels, c_uint64(len(names)))
    return handle


def xgb_predict(booster, data, kind):
    shape, dim, out = POINTER(c_uint64)(), c_uint64(), POINTER(c_float)()
    config = {"type": kind, "training": False, "iteration_begin": 0, "iteration_end": 0, "strict_shape": True}
    xgb("XGBoosterPredictFromDMatrix", booster, data, json.dumps(config).encode(), byref(shape), byref(dim), byref(out))
    sizes = [shape[i] for i in range(dim.value)]
    return sizes, out[: math.prod(sizes)]


def train_xgb(name, names, text, rows, labels, params, rounds, keep, squares=0):
    data = xgb_matrix(rows, names, text)
    xgb("XGDMatrixSetFloatInfo", data, b"label", (c_float * len(labels))(*labels), c_uint64(len(labels)))
    booster = c_void_p()
    xgb("XGBoosterCreate", (c_void_p * 1)(data), c_uint64(1), byref(booster))
    labelled = (c_char_p * len(names))(*[n.encode() for n in names])
    xgb("XGBoosterSetStrFeatureInfo", booster, b"feature_name", labelled, c_uint64(len(names)))
    for key, value in {**params, "nthread": 1, "seed": 1}.items():
        xgb("XGBoosterSetParam", booster, key.encode(), str(value).encode())
    for i in range(rounds):
        xgb("XGBoosterUpdateOneIter", booster, c_int(i), data)
    xgb("XGBoosterSaveModel", booster, f"{OUT}/{name}.json".encode())
    if name == "xgb_multi":
        xgb("XGBoosterSaveModel", booster, f"{OUT}/{name}.ubj".encode())
    booster = c_void_p()  # what a reader of the file must agree with: the model as the library reads it back
    xgb("XGBoosterCreate", None, c_uint64(0), byref(booster))
    xgb("XGBoosterLoadModel", booster, f"{OUT}/{name}.json".encode())
    few = rows[:keep]
    data = xgb_matrix(few, names, text)
    size, margins = xgb_predict(booster, data, 1)
    size, phi = xgb_predict(booster, data, 2)
    groups, width = size[1], size[2]
    columns = list(names) + [f"margin{k}" for k in range(groups)]
    columns += [f"phi{k}:{n}" for k in range(groups) for n in names + ["BASE"]]
    write(f"{name}.csv", columns, [
        r + margins[i * groups : (i + 1) * groups] + phi[i * groups * width : (i + 1) * groups * width]
        for i, r in enumerate(few)])
    if squares:
        size, inter = xgb_predict(booster, xgb_matrix(few[:squares], names, text), 4)
        each = math.prod(size[1:])
        write(f"{name}_interactions.csv", [f"{a}*{b}" for a in names + ["BASE"] for b in names + ["BASE"]],
              [inter[i * each : (i + 1) * each] for i in range(squares)])


def train_lgb(name, names, text, rows, labels, params, rounds, keep):
    flat = matrix(rows)[1]
    params = {**params, "num_threads": 1, "verbosity": -1, "deterministic": "true", "seed": 1,
              "categorical_feature": ",".join(str(i) for i, n in enumerate(names) if n in text)}
    config = " ".join(f"{k}={v}" for k, v in params.items()).encode()
    data, booster, done, size = c_void_p(), c_void_p(), c_int(), c_int64()
    lgb("LGBM_DatasetCreateFromMat", flat, c_int(1), c_int(len(rows)), c_int(len(names)), c_int(1), config, None, byref(data))
    lgb("LGBM_DatasetSetFeatureNames", data, (c_char_p * len(names))(*[n.encode() for n in names]), c_int(len(names)))
    lgb("LGBM_DatasetSetField", data, b"label", (c_float * len(labels))(*labels), c_int(len(labels)), c_int(0))
    lgb("LGBM_BoosterCreate", data, config, byref(booster))
    for _ in range(rounds):
        lgb("LGBM_BoosterUpdateOneIter", booster, byref(done))
    lgb("LGBM_BoosterSaveModel", booster, c_int(0), c_int(-1), c_int(0), f"{OUT}/{name}.txt".encode())
    few = rows[:keep]
    flat = matrix(few)[1]
    def predict(kind):
        out = (c_double * (len(few) * (len(names) + 1) * 5))()
        lgb("LGBM_BoosterPredictForMat", booster, flat, c_int(1), c_int(len(few)), c_int(len(names)), c_int(1),
            c_int(kind), c_int(0), c_int(-1), config, byref(size), out)
        each = size.value // len(few)
        return [list(out[i * each : (i + 1) * each]) for i in range(len(few))]
    margins, phi = predict(1), predict(3)
    groups = len(margins[0])
    columns = list(names) + [f"margin{k}" for k in range(groups)]
    columns += [f"phi{k}:{n}" for k in range(groups) for n in names + ["BASE"]]
    write(f"{name}.csv", columns, [r + margins[i] + phi[i] for i, r in enumerate(few)])


names, text, rows, bad = credit()
train_xgb("xgb_credit", names, text, rows, bad,
          {"objective": "binary:logistic", "max_depth": 6, "eta": 0.3, "tree_method": "hist", "max_cat_to_onehot": 1},
          12, 40, 6)
price = [n for n in names if n not in ("Price", "Amount")]
few_columns = [[r[names.index(n)] for n in price] for r in rows]
target = [r[names.index("Price")] / 1000 for r in rows]
train_xgb("xgb_price", price, set(), few_columns, target,
          {"objective": "reg:squarederror", "max_depth": 9, "eta": 0.3, "colsample_bytree": 0.4, "min_child_weight": 20,
           "tree_method": "exact"}, 8, 40, 4)
third = [0.0 if t < 1.1 else 1.0 if t < 1.5 else 2.0 for t in target]
train_xgb("xgb_multi", price, set(), few_columns, third,
          {"objective": "multi:softprob", "num_class": 3, "max_depth": 3, "eta": 0.5, "tree_method": "hist"}, 3, 30)
train_lgb("lgb_credit", names, text, rows, bad,
          {"objective": "binary", "num_leaves": 31, "learning_rate": 0.2, "min_data_in_leaf": 10, "cat_smooth": 1,
           "max_cat_to_onehot": 1, "min_data_per_group": 5}, 10, 40)
train_lgb("lgb_zero", price, set(), few_columns, target,
          {"objective": "regression", "num_leaves": 63, "learning_rate": 0.2, "min_data_in_leaf": 5,
           "zero_as_missing": "true"}, 5, 40)
train_lgb("lgb_forest", price, set(), few_columns, third,
          {"objective": "multiclass", "num_class": 3, "num_leaves": 8, "boosting": "rf", "bagging_freq": 1,
           "bagging_fraction": 0.7, "feature_fraction": 0.7, "use_missing": "false"}, 4, 30)
