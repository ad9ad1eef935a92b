package io.modelgovernance.core.risk;

import io.modelgovernance.Actor;
import io.modelgovernance.ConflictException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;

/** Who may judge a version: a person whom its lineage does not name as a developer. */
final class People {
    private People() {}

    static ModelVersion requireVersion(Act act, VersionId version) {
        return act.find(ModelVersion.class, Keys.of(version, Keys.VERSION))
                .orElseThrow(() -> new NotFoundException("version", version.toString(), "Maybe register it first."));
    }

    static ModelVersion requireIndependent(Act act, VersionId version, Actor actor, String role) {
        ModelVersion content = requireVersion(act, version);
        if (content.developers().contains(actor.id()) || actor.kind() != Actor.Kind.HUMAN) {
            throw new ConflictException(
                    version.toString(),
                    "The " + role + " (" + actor.id() + ") of " + version
                            + " must be a person who did not develop it; lineage names " + content.developers() + ".");
        }
        return content;
    }
}
