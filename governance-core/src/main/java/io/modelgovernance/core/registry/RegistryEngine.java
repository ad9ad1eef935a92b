package io.modelgovernance.core.registry;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.lineage.Provenance;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.registry.Alias;
import io.modelgovernance.registry.AliasCorrection;
import io.modelgovernance.registry.ArtifactManifest;
import io.modelgovernance.registry.Candidate;
import io.modelgovernance.registry.Change;
import io.modelgovernance.registry.Listing;
import io.modelgovernance.registry.ModelCard;
import io.modelgovernance.registry.ModelFiles;
import io.modelgovernance.registry.ModelRegistry;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.TransitionRequest;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The registry over the ledger. Thread-safe. */
public final class RegistryEngine implements ModelRegistry {
    private static final String CARD = "card";
    private final Ledger ledger;
    private final ContentStore content;
    private final Transitions transitions;
    private final Provenance provenance;
    private final AliasTimes times;

    /**
     * Creates the registry.
     *
     * @param ledger where acts go
     * @param content where files go
     * @param transitions the rules of moving between stages
     * @param provenance what came from what
     */
    public RegistryEngine(Ledger ledger, ContentStore content, Transitions transitions, Provenance provenance) {
        this.ledger = ledger;
        this.content = content;
        this.transitions = transitions;
        this.provenance = provenance;
        this.times = new AliasTimes(ledger, transitions.lifecycles());
    }

    @Override
    public ModelVersion register(Actor actor, String model, Candidate candidate, FeatureSchema schema) {
        Names.require("model name", model);
        candidate.purposes().forEach(purpose -> Names.require("purpose", purpose));
        ArtifactManifest manifest = FileIntake.store(candidate.files(), content);
        return ledger.act(actor, EventType.VERSION_REGISTERED, model, "", act -> {
            ModelVersion version = new Registration(act, actor, transitions, provenance)
                    .next(model, manifest, candidate, schema, Set.of());
            act.subject(version.id().toString());
            act.detail("manifest", manifest.digest());
            return version;
        });
    }

    @Override
    public ModelVersion version(VersionId id, AsOf asOf) {
        return ledger.find(ModelVersion.class, Keys.of(id, Keys.VERSION), asOf)
                .orElseThrow(() -> Shelf.unknownVersion(id));
    }

    @Override
    public List<ModelVersion> versions(String model, AsOf asOf) {
        requireModel(model, AsOf.now());
        return ledger.list(ModelVersion.class, RecordQuery.in(Keys.VERSION, Keys.scope(model)), asOf);
    }

    @Override
    public List<String> models(AsOf asOf) {
        RecordQuery all = new RecordQuery(
                Keys.MODEL, Optional.empty(), List.of(), Long.MAX_VALUE, Optional.empty(), RecordQuery.MAX_LIMIT);
        return ledger.list(ModelState.class, all, asOf).stream()
                .map(ModelState::name)
                .toList();
    }

    @Override
    public String stage(VersionId id, AsOf asOf) {
        return ledger.find(Listing.class, Keys.of(id, Keys.LISTING), asOf)
                .orElseThrow(() -> Shelf.unknownVersion(id))
                .stage();
    }

    @Override
    public ModelFiles files(VersionId id) {
        return new StoredFiles(version(id), content);
    }

    @Override
    public Optional<Alias> alias(String model, String alias, AsOf asOf) {
        return ledger.find(Alias.class, aliasKey(model, alias), asOf);
    }

    @Override
    public List<Alias> aliases(String model, AsOf asOf) {
        requireModel(model, asOf);
        return ledger.list(Alias.class, RecordQuery.in(Keys.ALIAS, Keys.scope(model)), asOf);
    }

    @Override
    public List<Alias> aliasHistory(String model, String alias) {
        return ledger.history(Alias.class, aliasKey(model, alias));
    }

    @Override
    public AliasCorrection correct(
            Actor actor, String model, String alias, VersionId version, Instant from, String reason) {
        requireOf(model, version);
        return times.correct(actor, aliasKey(model, alias), version, from, reason);
    }

    @Override
    public List<AliasCorrection> corrections(String model, String alias, AsOf asOf) {
        return times.corrections(aliasKey(model, alias), asOf);
    }

    @Override
    public Optional<VersionId> aliasAt(String model, String alias, Instant valid, AsOf known) {
        return times.at(aliasKey(model, alias), valid, known);
    }

    private static void requireOf(String model, VersionId version) {
        if (!version.model().equals(model)) {
            throw InvalidInputException.of("version " + version, "is of another model", "a version of " + model);
        }
    }

    @Override
    public Alias moveAlias(
            Actor actor, String model, String alias, VersionId to, long expectedRevision, String reason) {
        aliasKey(model, alias);
        requireOf(model, to);
        String subject = "alias " + alias + " of " + model;
        return ledger.act(actor, EventType.ALIAS_MOVED, subject, reason, act -> {
            Shelf shelf = new Shelf(act, transitions.lifecycles());
            List<String> obstacles = shelf.obstacles(to, transitions.labels());
            Alias moved = shelf.move(alias, to, expectedRevision, actor.id());
            if (!obstacles.isEmpty()) {
                act.refuse(obstacles);
            }
            return moved;
        });
    }

    @Override
    public TransitionRequest request(Actor actor, VersionId id, String stage, String comment) {
        return transitions.request(actor, id, stage, comment);
    }

    @Override
    public TransitionRequest approve(Actor actor, VersionId id, String comment) {
        return transitions.vote(actor, id, true, comment);
    }

    @Override
    public TransitionRequest reject(Actor actor, VersionId id, String comment) {
        return transitions.vote(actor, id, false, comment);
    }

    @Override
    public TransitionRequest withdraw(Actor actor, VersionId id, String comment) {
        return transitions.withdraw(actor, id, comment);
    }

    @Override
    public List<TransitionRequest> requests(String model, AsOf asOf) {
        requireModel(model, asOf);
        return ledger.list(TransitionRequest.class, RecordQuery.in(Keys.REQUEST, Keys.scope(model)), asOf).stream()
                .sorted(Comparator.comparing(TransitionRequest::at).thenComparing(TransitionRequest::id))
                .toList();
    }

    @Override
    public void reviseCard(Actor actor, String model, ModelCard card) {
        ledger.act(actor, EventType.CARD_REVISED, model, "", act -> {
            new Shelf(act, transitions.lifecycles()).model(model);
            act.put(Keys.of(model, CARD, CARD), card);
            return card;
        });
    }

    @Override
    public Optional<ModelCard> card(String model, AsOf asOf) {
        Names.require("model name", model);
        return ledger.find(ModelCard.class, Keys.of(model, CARD, CARD), asOf);
    }

    @Override
    public void change(Actor actor, List<? extends Change> changes, String reason) {
        new ChangeSets(ledger, transitions).make(actor, changes, reason);
    }

    @Override
    public void suspend(Actor actor, String model, String reason) {
        ledger.act(actor, EventType.MODEL_SUSPENDED, model, reason, act -> {
            ModelState state = new Shelf(act, transitions.lifecycles()).model(model);
            act.put(
                    Keys.of(model, Keys.MODEL, model),
                    new ModelState(model, state.versions(), Optional.of(reason), actor.id()));
            return model;
        });
    }

    @Override
    public void resume(Actor actor, String model, String reason) {
        ledger.act(actor, EventType.MODEL_RESUMED, model, reason, act -> {
            ModelState state = new Shelf(act, transitions.lifecycles()).model(model);
            if (state.suspension().isEmpty() || state.suspendedBy().equals(actor.id())) {
                throw new ConflictException(
                        model,
                        "The model (" + model + ") must be stopped, and by somebody else than " + actor.id()
                                + ", to be resumed. Maybe ask a second person.");
            }
            act.put(Keys.of(model, Keys.MODEL, model), new ModelState(model, state.versions(), Optional.empty(), ""));
            return model;
        });
    }

    @Override
    public Optional<String> suspension(String model, AsOf asOf) {
        return requireModel(model, asOf).suspension();
    }

    private ModelState requireModel(String model, AsOf asOf) {
        Names.require("model name", model);
        return ledger.find(ModelState.class, Keys.of(model, Keys.MODEL, model), asOf)
                .orElseThrow(() -> Shelf.unknownModel(model));
    }

    private static RecordKey aliasKey(String model, String alias) {
        return Keys.of(Names.require("model name", model), Keys.ALIAS, Names.require("alias", alias));
    }
}
