package io.modelgovernance.core.registry;

import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.RefusedException;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.lineage.Labels;
import io.modelgovernance.lineage.Label;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.registry.Alias;
import io.modelgovernance.registry.Deployment;
import io.modelgovernance.registry.Listing;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads and moves what the registry keeps, inside an act. Other rooms use it to move an alias in their own act. */
public final class Shelf {
    private final Act act;
    private final Lifecycles lifecycles;

    /**
     * Opens the shelf in an act.
     *
     * @param act the act
     * @param lifecycles the stages in force
     */
    public Shelf(Act act, Lifecycles lifecycles) {
        this.act = act;
        this.lifecycles = lifecycles;
    }

    /**
     * A model's state.
     *
     * @param model the model
     * @return it
     * @throws InvalidInputException if the name cannot be one
     * @throws NotFoundException if there is none
     */
    public ModelState model(String model) {
        Names.require("model name", model);
        return act.find(ModelState.class, Keys.of(model, Keys.MODEL, model)).orElseThrow(() -> unknownModel(model));
    }

    /**
     * A version.
     *
     * @param id which
     * @return it
     * @throws NotFoundException if there is none
     */
    public ModelVersion version(VersionId id) {
        return act.find(ModelVersion.class, Keys.of(id, Keys.VERSION)).orElseThrow(() -> unknownVersion(id));
    }

    /**
     * Where a version stands.
     *
     * @param id which
     * @return its listing
     */
    public Listing listing(VersionId id) {
        return act.find(Listing.class, Keys.of(id, Keys.LISTING)).orElseThrow(() -> unknownVersion(id));
    }

    Listing relist(VersionId id, String by, Consumer<ListingDraft> change) {
        ListingDraft draft = new ListingDraft(listing(id));
        change.accept(draft);
        return list(draft.by(by, act.now()));
    }

    Listing list(Listing listing) {
        act.put(Keys.of(listing.version(), Keys.LISTING), listing, ListingDraft.terms(listing));
        return listing;
    }

    /**
     * Why a version may not serve, if it may not.
     *
     * @param id the version
     * @param labels what it bears from its lineage
     * @return reasons, empty if it may
     */
    public List<String> obstacles(VersionId id, Labels labels) {
        List<String> reasons = new ArrayList<>();
        String stage = listing(id).stage();
        List<String> servable = lifecycles.of(id.model()).servable();
        if (!servable.contains(stage)) {
            reasons.add("The stage of " + id + " is " + stage + " but must be one of " + servable + ".");
        }
        reasons.addAll(defects(id, labels));
        return reasons;
    }

    /**
     * What is wrong with a version wherever it is to run, whatever its stage.
     *
     * @param id the version
     * @param labels what it bears from its lineage
     * @return reasons, empty if nothing is
     */
    public List<String> defects(VersionId id, Labels labels) {
        List<String> reasons = new ArrayList<>();
        if (listing(id).status() == Listing.Status.ARCHIVED) {
            reasons.add("The version " + id + " is archived.");
        }
        act.list(Finding.class, Keys.FINDING, Keys.scope(id.model())).stream()
                .filter(finding -> finding.open()
                        && finding.version().equals(id)
                        && finding.severity() == Finding.Severity.CRITICAL)
                .forEach(finding -> reasons.add("Finding " + finding.id() + " on " + id + " is critical and open."));
        List<Label> set = act.list(Label.class, Keys.NODE_LABEL, Keys.NODE_LABEL);
        Optional.ofNullable(labels.of(Node.of(id), set, AsOf.now()).get(Label.TAINTED))
                .ifPresent(from -> reasons.add("The version " + id + " bears the label tainted from " + from + "."));
        return reasons;
    }

    /**
     * The deployments that run a version now: those pinned to it, and those that follow an alias that points to it.
     *
     * @param act the act
     * @param id the version
     * @return deployments by name
     */
    public static List<Deployment> running(Act act, VersionId id) {
        String scope = Keys.scope(id.model());
        List<String> aliases = act.list(Alias.class, Keys.ALIAS, scope).stream()
                .filter(alias -> alias.version().equals(id))
                .map(Alias::name)
                .toList();
        return act.list(Deployment.class, Keys.DEPLOYMENT, scope).stream()
                .filter(one -> one.state() == Deployment.State.RUNNING)
                .filter(one -> one.alias()
                        .map(aliases::contains)
                        .orElseGet(() -> one.version().equals(id)))
                .toList();
    }

    /**
     * Moves an alias.
     *
     * @param name the alias
     * @param to the version
     * @param expectedRevision the revision as read, or -1 for whatever it is
     * @param by who
     * @return the alias after the move
     * @throws ConflictException if the alias has another revision
     * @throws RefusedException never; obstacles are the caller's to check
     */
    public Alias move(String name, VersionId to, long expectedRevision, String by) {
        Optional<Alias> current = current(to.model(), name, expectedRevision);
        long revision = current.map(Alias::revision).orElseGet(() -> lastRevision(to.model(), name));
        Alias moved = new Alias(to.model(), name, to, revision + 1, by, act.now());
        act.put(Keys.of(to.model(), Keys.ALIAS, name), moved);
        act.detail("alias." + name, to);
        current.ifPresent(alias -> leave(alias, by));
        relist(to, by, draft -> draft.aliases.add(name));
        return moved;
    }

    /** Takes an alias away. */
    void drop(String model, String name, long expectedRevision, String by) {
        Alias current = current(model, name, expectedRevision)
                .orElseThrow(() -> new NotFoundException("alias", name, "Maybe list the aliases of " + model + "."));
        act.end(Keys.of(model, Keys.ALIAS, name));
        leave(current, by);
    }

    /** A name that was dropped and comes back goes on counting, so that no old revision fits again. */
    private long lastRevision(String model, String name) {
        return act.last(Alias.class, Keys.of(model, Keys.ALIAS, name))
                .map(Alias::revision)
                .orElse(0L);
    }

    /** Moves a version to a stage, unless that would leave an alias pointing to what may not serve. */
    void moveStage(VersionId id, String stage, String by) {
        Listing moved = relist(id, by, draft -> draft.stage = stage);
        if (!moved.aliases().isEmpty() && !lifecycles.of(id.model()).servable().contains(stage)) {
            throw new ConflictException(
                    id.toString(),
                    "The version (" + id + ") must have no alias to leave for " + stage + " but has " + moved.aliases()
                            + ". Maybe move or drop them first, or in the same change set.");
        }
        act.detail("stage." + id, stage);
    }

    private void leave(Alias alias, String by) {
        act.detail("alias." + alias.name() + ".before", alias.version());
        relist(alias.version(), by, draft -> draft.aliases.remove(alias.name()));
    }

    private Optional<Alias> current(String model, String name, long expectedRevision) {
        Optional<Alias> current = act.find(Alias.class, Keys.of(model, Keys.ALIAS, name));
        long revision = current.map(Alias::revision).orElse(0L);
        if (expectedRevision >= 0 && expectedRevision != revision) {
            String holder = current.map(alias -> "points to " + alias.version()).orElse("does not exist");
            throw new ConflictException(
                    "alias " + name + " of " + model,
                    "The revision of alias " + name + " of " + model + " must be " + expectedRevision + " but is "
                            + revision + "; it " + holder + ". Maybe read it again and decide anew.");
        }
        return current;
    }

    static NotFoundException unknownModel(String model) {
        return new NotFoundException("model", model, "Maybe register its first version.");
    }

    static NotFoundException unknownVersion(VersionId id) {
        return new NotFoundException("version", id.toString(), "Maybe list versions(\"" + id.model() + "\").");
    }
}
