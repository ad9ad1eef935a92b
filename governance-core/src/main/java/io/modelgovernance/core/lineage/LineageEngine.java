package io.modelgovernance.core.lineage;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.Page;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.lineage.Completeness;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Direction;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Facet;
import io.modelgovernance.lineage.Label;
import io.modelgovernance.lineage.Lineage;
import io.modelgovernance.lineage.LineageGraph;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Run;
import io.modelgovernance.lineage.RunRecord;
import io.modelgovernance.lineage.Trace;
import io.modelgovernance.registry.VersionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The lineage graph over the ledger. Thread-safe. */
public final class LineageEngine implements LineageGraph {
    private final Ledger ledger;
    private final Provenance provenance;
    private final Labels labels;
    private final Declarations declarations;
    private final Answers answers;
    private final Facets facets;

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
        this.declarations = new Declarations(provenance);
        this.answers = new Answers(ledger, provenance);
        this.facets = new Facets(ledger);
    }

    @Override
    public DatasetVersion recordDataset(Actor actor, DatasetVersion dataset, Node... origins) {
        return ledger.act(actor, EventType.DATASET_RECORDED, dataset.node().toString(), "", act -> {
            Datasets.put(act, dataset);
            act.detail("digest", dataset.digest());
            declarations.put(
                    act,
                    Keys.dataset(dataset.name(), dataset.version()).scope(),
                    Stream.of(origins)
                            .map(origin -> new Edge(
                                    origin, dataset.node(), "feeds", actor.id(), act.now(), Edge.Confidence.DECLARED))
                            .toList());
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
        return RunRecorder.start(ledger, declarations, actor, name);
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
        ledger.act(actor, EventType.EDGES_RECORDED, edges.size() + " edges", "", act -> {
            declarations.put(act, edges);
            return edges;
        });
    }

    @Override
    public void withdraw(Actor actor, Node from, Node to, String role, String reason) {
        ledger.act(actor, EventType.EDGE_WITHDRAWN, to.toString(), reason, act -> {
            Edge edge = new Edge(from, to, role, actor.id(), act.now(), Edge.Confidence.DECLARED);
            act.detail("from", from);
            act.detail("role", role);
            Declarations.withdraw(act, edge);
            return edge;
        });
    }

    @Override
    public Lineage ancestors(Node node, int depth, AsOf asOf) {
        return provenance.walk(Trace.upstream(node).depth(depth).asOf(asOf));
    }

    @Override
    public Lineage descendants(Node node, int depth, AsOf asOf) {
        return provenance.walk(Trace.downstream(node).depth(depth).asOf(asOf));
    }

    @Override
    public Lineage trace(Trace trace) {
        return answers.trace(trace);
    }

    @Override
    public boolean trace(Trace trace, Visitor visitor) {
        return answers.trace(trace, visitor);
    }

    @Override
    public Page<Edge> edges(Node node, Direction direction, AsOf asOf, Optional<String> after, int limit) {
        return answers.edges(node, direction, asOf, after, limit);
    }

    @Override
    public List<Node> shortestPath(Node from, Node to, AsOf asOf) {
        return answers.shortestPath(from, to, asOf);
    }

    @Override
    public PathSet paths(Node from, Node to, int longest, int most, AsOf asOf) {
        return answers.paths(from, to, longest, most, asOf);
    }

    @Override
    public List<Node> commonAncestors(Node a, Node b, AsOf asOf) {
        return answers.commonAncestors(a, b, asOf);
    }

    @Override
    public List<Node> roots(Node node, AsOf asOf) {
        return answers.roots(node, asOf);
    }

    @Override
    public List<Node> rootCauses(Node node, Predicate<Node> wrong, AsOf asOf) {
        return answers.rootCauses(node, wrong, asOf);
    }

    @Override
    public List<Node> orphans(AsOf asOf) {
        return answers.orphans(asOf);
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
    public void describe(Actor actor, Node node, Facet... said) {
        ledger.act(actor, EventType.NODE_DESCRIBED, node.toString(), "", act -> {
            Facets.put(act, node, said);
            return node;
        });
    }

    @Override
    public List<Facet> facets(Node node, AsOf asOf) {
        return facets.of(List.of(node), ledger.position(asOf)).stream()
                .map(Facets.Described::facet)
                .toList();
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
