package io.modelgovernance.core.recall;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.Page;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.lineage.Labels;
import io.modelgovernance.core.lineage.Provenance;
import io.modelgovernance.core.lineage.graph.LineageIndex;
import io.modelgovernance.core.lineage.graph.Paths;
import io.modelgovernance.core.registry.ModelState;
import io.modelgovernance.core.registry.Shelf;
import io.modelgovernance.core.serving.StoredDecisions;
import io.modelgovernance.lineage.Label;
import io.modelgovernance.lineage.Lineage;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Recall;
import io.modelgovernance.lineage.Recall.Affected;
import io.modelgovernance.lineage.Recall.Response;
import io.modelgovernance.lineage.Recalls;
import io.modelgovernance.registry.Alias;
import io.modelgovernance.registry.Deployment;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Recalls over the ledger. Thread-safe. */
public final class RecallEngine implements Recalls {
    private final Ledger ledger;
    private final Provenance provenance;
    private final StoredDecisions decisions;

    /**
     * Creates it.
     *
     * @param ledger where acts go
     * @param provenance walks the edges
     * @param decisions what was decided
     */
    public RecallEngine(Ledger ledger, Provenance provenance, StoredDecisions decisions) {
        this.ledger = ledger;
        this.provenance = provenance;
        this.decisions = decisions;
    }

    @Override
    public Recall preview(Node node) {
        Act reading = ledger.read();
        return new Recall("", node, "", "", reading.now(), Response.REPORT, affected(reading, node), List.of());
    }

    @Override
    public Recall recall(Actor actor, Node node, String reason, Response response) {
        String id = UUID.randomUUID().toString();
        return ledger.act(actor, EventType.DATA_RECALLED, node.toString(), reason, act -> {
            List<Affected> affected = affected(act, node);
            act.put(
                    Keys.label(node, Label.TAINTED),
                    new Label(node, Label.TAINTED, Label.Effect.BEARS, reason, actor.id(), act.now()));
            List<String> stopped = response == Response.SUSPEND
                    ? affected.stream()
                            .filter(Affected::live)
                            .map(one -> one.version().model())
                            .distinct()
                            .toList()
                    : List.of();
            stopped.forEach(model -> suspend(act, actor, model, "Recall of " + node + ": " + reason));
            Recall recall = new Recall(id, node, reason, actor.id(), act.now(), response, affected, stopped);
            act.put(new RecordKey(scope(node), Keys.RECALL, id), recall);
            act.detail("recall", id);
            act.detail("affected", affected.stream().map(Affected::version).toList());
            act.detail("suspended", stopped);
            act.detail("decisions", recall.decisions());
            return recall;
        });
    }

    private static void suspend(Act act, Actor actor, String model, String why) {
        var key = Keys.of(model, Keys.MODEL, model);
        ModelState state = act.find(ModelState.class, key)
                .orElseThrow(() -> new NotFoundException("model", model, "Maybe register its first version."));
        String reason = state.suspension().map(before -> before + "; " + why).orElse(why);
        act.put(key, new ModelState(model, state.versions(), Optional.of(reason), actor.id()));
    }

    private List<Affected> affected(Act act, Node node) {
        Lineage downstream = provenance.all(node, false, AsOf.now());
        if (downstream.nodes().isEmpty()) {
            requireKnown(node);
        }
        LineageIndex index = LineageIndex.of(downstream);
        List<Label> labels = act.list(Label.class, Keys.NODE_LABEL, Keys.NODE_LABEL);
        List<Affected> affected = new ArrayList<>();
        for (Node bearer : Labels.bearers(node, Label.TAINTED, labels, index)) {
            if (bearer.kind().equals(Node.MODEL)) {
                affected.add(affected(act, VersionId.parse(bearer.id()), index, node, bearer));
            }
        }
        affected.sort(Comparator.comparing((Affected one) -> one.version().model())
                .thenComparing(one -> one.version().number()));
        return affected;
    }

    private Affected affected(Act act, VersionId version, LineageIndex index, Node from, Node to) {
        String scope = Keys.scope(version.model());
        return new Affected(
                version,
                index.nodes(Paths.shortest(index.graph(), index.id(from), index.id(to))),
                act.list(Alias.class, Keys.ALIAS, scope).stream()
                        .filter(alias -> alias.version().equals(version))
                        .map(Alias::name)
                        .sorted()
                        .toList(),
                Shelf.running(act, version).stream()
                        .map(Deployment::name)
                        .sorted()
                        .toList(),
                decisions.count(version));
    }

    private void requireKnown(Node node) {
        if (!provenance.knows(node)) {
            throw new NotFoundException("node", node.toString(), "Maybe it is written differently in the lineage.");
        }
    }

    private static String scope(Node node) {
        return "recall/" + node;
    }

    @Override
    public List<Recall> of(Node node) {
        return ledger.list(Recall.class, RecordQuery.in(Keys.RECALL, scope(node)), AsOf.now()).stream()
                .sorted(Comparator.comparing(Recall::at).thenComparing(Recall::id))
                .toList();
    }

    @Override
    public long count(VersionId version) {
        return decisions.count(version);
    }

    @Override
    public Page<DecisionRecord> decisions(VersionId version, Optional<String> after, int limit) {
        return decisions.page(version, after, limit);
    }
}
