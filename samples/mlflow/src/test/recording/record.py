"""Records what an MLflow tracking server answers to the requests of the import.

Against a new, empty server that proxies its artifacts (MLflow's `mlflow server --artifacts-destination`, which makes
every artifact URI begin with mlflow-artifacts:/), run

    python3 record.py http://127.0.0.1:5005 ../resources/responses

It makes two runs with a model each and a registered model of three versions, asks for them as the import does, and
stores each answer's body byte for byte. It needs nothing but Python. The ids of the runs and some times are the
server's and are new each time; the test takes the ids from the files.
"""

import json
import pathlib
import sys
import urllib.parse
import urllib.request

NAME = "Credit Risk"
STARTED = 1772353900000
FINISHED = 1772353990000

ML_MODEL = """\
flavors:
  python_function:
    loader_module: mlflow.xgboost
    python_version: 3.11.4
mlflow_version: 2.17.2
signature:
  inputs: '[{"type": "double", "name": "income", "required": true}, {"type": "string", "name":
    "region", "required": true}]'
  outputs: null
"""

RUNS = [
    {
        "name": "calm-hen-7",
        "params": {"max_depth": "4", "eta": "0.1"},
        "metrics": [("auc", 0.79, 0), ("auc", 0.81, 1), ("loss", "NaN", 3)],
        "commit": "9f2c1e7d0b5a4c3e8f6172839405a6b7c8d9e0f1",
        "dataset": ("loans", "c5f1d2aa"),
        "files": {"MLmodel": ML_MODEL, "model.txt": "tree 1\n", "code/score.py": "print(1)\n"},
    },
    {
        "name": "calm-hen-8",
        "params": {"max_depth": "6", "eta": "0.1"},
        "metrics": [("auc", 0.84, 0), ("loss", 0.37, 3)],
        "commit": "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567",
        "dataset": ("loans", "d7e8f9ab"),
        "files": {"MLmodel": ML_MODEL, "model.txt": "tree 2\n", "code/score.py": "print(2)\n"},
    },
]


class Server:
    """One tracking server."""

    def __init__(self, uri):
        self.uri = uri.rstrip("/")

    def send(self, method, path, body=None, media="application/octet-stream"):
        """Gives the body of the answer, which must be a good one."""
        request = urllib.request.Request(self.uri + path, data=body, method=method)
        if body is not None:
            request.add_header("Content-Type", media)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read()

    def post(self, call, content):
        """Gives what the answer says."""
        body = json.dumps(content).encode()
        return json.loads(self.send("POST", "/api/2.0/mlflow/" + call, body, "application/json"))

    def get(self, call, **query):
        """Gives the body as it came."""
        return self.send("GET", call + "?" + urllib.parse.urlencode(query))


def train(server, experiment, run):
    """Makes a run with its model, as a training program would; gives its id and where its artifacts lie."""
    info = server.post(
        "runs/create",
        {
            "experiment_id": experiment,
            "user_id": "ana",
            "run_name": run["name"],
            "start_time": STARTED,
            "tags": tags({"mlflow.user": "ana", "mlflow.source.git.commit": run["commit"]}),
        },
    )["run"]["info"]
    run_id, uri = info["run_id"], info["artifact_uri"]
    server.post(
        "runs/log-batch",
        {
            "run_id": run_id,
            "params": tags(run["params"]),
            "metrics": [
                {"key": key, "value": value, "timestamp": FINISHED - 10000 + step, "step": step}
                for key, value, step in run["metrics"]
            ],
        },
    )
    name, digest = run["dataset"]
    server.post(
        "runs/log-inputs",
        {
            "run_id": run_id,
            "datasets": [
                {
                    "tags": tags({"mlflow.data.context": "training"}),
                    "dataset": {
                        "name": name,
                        "digest": digest,
                        "source_type": "local",
                        "source": json.dumps({"uri": "loans.csv"}),
                    },
                }
            ],
        },
    )
    if not uri.startswith("mlflow-artifacts:/"):
        sys.exit("The server must proxy its artifacts, but they lie at " + uri)
    below = urllib.parse.urlsplit(uri).path.lstrip("/")
    for path, content in run["files"].items():
        place = "/api/2.0/mlflow-artifacts/artifacts/" + below + "/model/" + path
        server.send("PUT", place, content.encode())
    server.post("runs/update", {"run_id": run_id, "status": "FINISHED", "end_time": FINISHED})
    return run_id, uri


def tags(values):
    return [{"key": key, "value": value} for key, value in values.items()]


def register(server, runs):
    """Makes three versions, of the first run, of the second, and of the first again."""
    server.post("registered-models/create", {"name": NAME})
    extra = [{"description": "first try"}, {"tags": tags({"validation_status": "approved", "wöird": "x;y"})}, {}]
    for (run_id, uri), more in zip([runs[0], runs[1], runs[0]], extra):
        made = server.post("model-versions/create", {"name": NAME, "source": uri + "/model", "run_id": run_id, **more})
        if made["model_version"]["status"] != "READY":
            sys.exit("A version must be ready, but it is " + made["model_version"]["status"])
    for alias in ["champion", "best"]:
        server.post("registered-models/alias", {"name": NAME, "alias": alias, "version": "2"})
    for version, stage in [("1", "Archived"), ("3", "Production")]:
        server.post("model-versions/transition-stage", {"name": NAME, "version": version, "stage": stage})


def record(server, runs, out):
    """Asks as the import asks, and stores the answers."""

    def store(name, body):
        place = out / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(body)
        return body

    api, query = "/api/2.0/mlflow/", {"filter": "name='" + NAME + "'"}
    search = api + "model-versions/search"
    store("versions/all.json", server.get(search, max_results=100, **query))
    page = json.loads(store("versions/page-1.json", server.get(search, max_results=2, **query)))
    token = page["next_page_token"]
    store("versions/page-2.json", server.get(search, max_results=2, page_token=token, **query))
    for version in ["1", "2", "3"]:
        store("versions/" + version + ".json", server.get(api + "model-versions/get", name=NAME, version=version))
    for number, (run_id, _) in enumerate(runs, start=1):
        of = f"run-{number}/"
        store(of + "run.json", server.get(api + "runs/get", run_id=run_id))
        for path, name in [("model", "list.json"), ("model/code", "list-code.json")]:
            store(of + name, server.get(api + "artifacts/list", run_id=run_id, path=path))
        for path in RUNS[number - 1]["files"]:
            store(of + "model/" + path, server.get("/get-artifact", run_uuid=run_id, path="model/" + path))


def main(uri, out):
    server = Server(uri)
    experiment = server.post("experiments/create", {"name": "credit"})["experiment_id"]
    runs = [train(server, experiment, run) for run in RUNS]
    register(server, runs)
    record(server, runs, pathlib.Path(out))
    print("MLflow", server.send("GET", "/version").decode())


if __name__ == "__main__":
    main(*sys.argv[1:])
