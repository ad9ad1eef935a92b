package io.modelgovernance.core.lineage;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.lineage.Completeness;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Label;
import io.modelgovernance.lineage.Lineage;
import io.modelgovernance.lineage.LineageGraph;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Run;
import io.modelgovernance.lineage.RunRecord;
import io.modelgovernance.registry.VersionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lineage graph over the ledger. Thread-safe. */
public final class LineageEngine implements LineageGraph {
    private final Ledger ledger;
    private final Provenance provenance;
    private final Labels labels;

    /**
     * Creates it.
     *
     * @param ledger where acts go
     * @param provenance walks the edges
     */
    public LineageEngine(Ledger ledger, Provenance provenance) {
        this.ledger = ledger;
        this.provenance = provenance;
        this.labels = new Labels(ledger, provenance);
    }

    @Override
    public DatasetVersion recordDataset(Actor actor, DatasetVersion dataset, Node... origins) {
        return ledger.act(actor, EventType.DATASET_RECORDED, dataset.node().toString(), "", act -> {
            var key = Keys.dataset(dataset.name(), dataset.version());
            act.find(DatasetVersion.class, key)
                    .filter(known -> !known.digest().equals(dataset.digest()))
                    .ifPresent(known -> {
                        throw new ConflictException(
                                dataset.node().toString(),
                                "The digest of " + dataset.node() + " must be " + known.digest()
                                        + " as recorded but is " + dataset.digest()
                                        + ". Maybe record the new data as a new version.");
                    });
            act.put(key, dataset);
            act.detail("digest", dataset.digest());
            for (Node origin : origins) {
                refuseCycle(origin, dataset.node());
                Edges.put(
                        act,
                        key.scope(),
                        new Edge(origin, dataset.node(), "feeds", actor.id(), act.now(), Edge.Confidence.DECLARED));
            }
            return dataset;
        });
    }

    @Override
    public Optional<DatasetVersion> dataset(String name, String version) {
        Names.require("dataset name", name);
        Names.require("dataset version", version);
        return ledger.find(DatasetVersion.class, Keys.dataset(name, version), AsOf.now());
    }

    @Override
    public Run startRun(Actor actor, String name) {
        Names.requireLabel("run name", name);
        return RunRecorder.start(ledger, actor, name);
    }

    @Override
    public Optional<RunRecord> run(String id) {
        return ledger.find(RunRecord.class, Keys.run(Names.require("run id", id)), AsOf.now());
    }

    @Override
    public void declare(Actor actor, List<Edge> edges) {
        if (edges.isEmpty()) {
            throw InvalidInputException.of("list of edges", "is empty", "at least one edge");
        }
        Edges.requireAcyclic(edges);
        ledger.act(actor, EventType.EDGES_RECORDED, edges.size() + " edges", "", act -> {
            for (Edge edge : edges) {
                refuseCycle(edge.from(), edge.to());
                Edges.put(act, "declared/" + edge.to(), edge);
            }
            return edges;
        });
    }

    private void refuseCycle(Node from, Node to) {
        if (from.equals(to) || provenance.all(to, false, AsOf.now()).nodes().contains(from)) {
            throw InvalidInputException.of(
                    "edge from " + from + " to " + to, "closes a cycle", "in the direction in which data flows");
        }
    }

    @Override
    public Lineage ancestors(Node node, int depth, AsOf asOf) {
        return provenance.walk(node, true, depth, asOf);
    }

    @Override
    public Lineage descendants(Node node, int depth, AsOf asOf) {
        return provenance.walk(node, false, depth, asOf);
    }

    @Override
    public List<Node> withoutOrigin(VersionId version) {
        return completeness(version).missing();
    }

    @Override
    public Completeness completeness(VersionId version) {
        return provenance.completeness(version);
    }

    @Override
    public void label(Actor actor, Node node, String label, String reason) {
        set(actor, node, label, Label.Effect.BEARS, reason);
    }

    @Override
    public void stopLabel(Actor actor, Node node, String label, String reason) {
        set(actor, node, label, Label.Effect.STOPS, reason);
    }

    private void set(Actor actor, Node node, String name, Label.Effect effect, String reason) {
        ledger.act(actor, EventType.LABEL_SET, node.toString(), reason, act -> {
            Label label = new Label(node, name, effect, reason, actor.id(), act.now());
            act.put(Keys.label(node, name), label);
            act.detail("label", name);
            act.detail("effect", effect);
            return label;
        });
    }

    @Override
    public Map<String, List<Node>> labels(Node node, AsOf asOf) {
        AsOf moment = AsOf.position(ledger.position(asOf));
        return labels.of(node, labels.all(moment), moment);
    }
}
