package io.modelgovernance.core.registry;

import io.modelgovernance.ConflictException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.RefusedException;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.registry.Alias;
import io.modelgovernance.registry.Lifecycle;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.spi.RecordKey;
import java.util.List;

/** Reads and moves what the registry keeps, inside an act. Other rooms use it to move an alias in their own act. */
public final class Shelf {
    private final Act act;
    private final Lifecycle lifecycle;

    /**
     * Opens the shelf in an act.
     *
     * @param act the act
     * @param lifecycle the stages in force
     */
    public Shelf(Act act, Lifecycle lifecycle) {
        this.act = act;
        this.lifecycle = lifecycle;
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
     * @return its stage
     */
    public StageState stage(VersionId id) {
        return act.find(StageState.class, Keys.of(id, Keys.STAGE)).orElseThrow(() -> unknownVersion(id));
    }

    /**
     * Why a version may not serve, if it may not.
     *
     * @param id the version
     * @return reasons, empty if it may
     */
    public List<String> obstacles(VersionId id) {
        String stage = stage(id).stage();
        List<String> reasons = new java.util.ArrayList<>();
        if (!lifecycle.servable().contains(stage)) {
            reasons.add("The stage of " + id + " is " + stage + " but must be one of " + lifecycle.servable() + ".");
        }
        act.list(Finding.class, Keys.FINDING, Keys.scope(id.model())).stream()
                .filter(finding -> finding.open()
                        && finding.version().equals(id)
                        && finding.severity() == Finding.Severity.CRITICAL)
                .forEach(finding -> reasons.add("Finding " + finding.id() + " on " + id + " is critical and open."));
        return reasons;
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
        RecordKey key = Keys.of(to.model(), Keys.ALIAS, name);
        Alias current = act.find(Alias.class, key).orElse(null);
        long revision = current == null ? 0 : current.revision();
        if (expectedRevision >= 0 && expectedRevision != revision) {
            String holder = current == null ? "does not exist" : "points to " + current.version();
            throw new ConflictException(
                    "alias " + name + " of " + to.model(),
                    "The revision of alias " + name + " of " + to.model() + " must be " + expectedRevision + " but is "
                            + revision + "; it " + holder + ". Maybe read it again and decide anew.");
        }
        Alias moved = new Alias(to.model(), name, to, revision + 1, by, act.now());
        act.put(key, moved);
        act.detail("alias." + name, to);
        if (current != null) {
            act.detail("alias." + name + ".before", current.version());
        }
        return moved;
    }

    static NotFoundException unknownModel(String model) {
        return new NotFoundException("model", model, "Maybe register its first version.");
    }

    static NotFoundException unknownVersion(VersionId id) {
        return new NotFoundException("version", id.toString(), "Maybe list versions(\"" + id.model() + "\").");
    }
}
