package io.modelgovernance.core.registry;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.lineage.Edges;
import io.modelgovernance.core.lineage.Provenance;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.RunRecord;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.registry.ArtifactManifest;
import io.modelgovernance.registry.Candidate;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.Origin;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.RecordKey;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Writes a model's next version inside an act. Other rooms use it to register in an act of their own. */
public final class Registration {
    private final Act act;
    private final Actor actor;
    private final Transitions transitions;
    private final Provenance provenance;

    /**
     * Begins.
     *
     * @param act the act
     * @param actor who registers
     * @param transitions the stages in force
     * @param provenance what came from what
     */
    public Registration(Act act, Actor actor, Transitions transitions, Provenance provenance) {
        this.act = act;
        this.actor = actor;
        this.transitions = transitions;
        this.provenance = provenance;
    }

    /**
     * Registers the next version.
     *
     * @param model its model
     * @param files its files, stored
     * @param candidate what is known about it
     * @param schema its inputs
     * @param others further developers, who may not approve it either
     * @return the version
     * @throws NotFoundException if its run or a version it was made from is not on record
     */
    public ModelVersion next(
            String model, ArtifactManifest files, Candidate candidate, FeatureSchema schema, Set<String> others) {
        candidate.purposes().forEach(purpose -> Names.require("purpose", purpose));
        candidate.metrics().keySet().forEach(name -> Names.requireLabel("metric", name));
        RecordKey key = Keys.of(model, Keys.MODEL, model);
        ModelState state = act.find(ModelState.class, key).orElse(new ModelState(model, 0, Optional.empty(), ""));
        VersionId id = new VersionId(model, state.versions() + 1);
        Optional<String> label = candidate.name().map(name -> VersionLabels.take(act, id, name));
        Set<String> developers = developers(candidate);
        developers.addAll(others);
        ModelVersion version = new ModelVersion(
                id,
                files,
                schema,
                candidate.run(),
                candidate.image(),
                candidate.rule(),
                candidate.purposes(),
                candidate.parameters(),
                candidate.metrics(),
                developers,
                actor.id(),
                act.now());
        act.put(key, new ModelState(model, id.number(), state.suspension(), state.suspendedBy()));
        act.put(Keys.of(id, Keys.VERSION), version);
        new Shelf(act, transitions.lifecycles())
                .list(ListingDraft.first(
                        version,
                        transitions.lifecycles().of(version.id().model()).initial(),
                        label));
        candidate.run().ifPresent(run -> edge(id, new Node(Node.RUN, run), "produces", Edge.Confidence.OBSERVED));
        candidate.origins().forEach(origin -> origin(id, origin));
        return version;
    }

    private Set<String> developers(Candidate candidate) {
        Set<String> developers = new TreeSet<>(Set.of(actor.id()));
        candidate
                .run()
                .ifPresent(id -> developers.add(act.find(RunRecord.class, Keys.run(id))
                        .orElseThrow(() -> new NotFoundException("run", id, "Maybe start it with lineage().startRun."))
                        .actor()));
        return developers;
    }

    private void origin(VersionId id, Origin origin) {
        Node node = origin.node();
        if (node.kind().equals(Node.MODEL)) {
            new Shelf(act, transitions.lifecycles()).version(VersionId.parse(node.id()));
        }
        if (provenance.all(node, true, AsOf.now()).nodes().contains(Node.of(id))) {
            throw InvalidInputException.of("origin " + node, "was itself made from " + id, "something older");
        }
        edge(id, node, origin.role(), Edge.Confidence.DECLARED);
    }

    private void edge(VersionId id, Node from, String role, Edge.Confidence confidence) {
        Edges.put(act, Keys.scope(id.model()), new Edge(from, Node.of(id), role, actor.id(), act.now(), confidence));
    }
}
