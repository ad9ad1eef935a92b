package io.modelgovernance.core.monitoring;

import io.modelgovernance.Actor;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.lineage.Labels;
import io.modelgovernance.core.registry.Lifecycles;
import io.modelgovernance.core.registry.Shelf;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.registry.Alias;
import io.modelgovernance.registry.VersionId;
import java.util.List;
import java.util.Optional;

/**
 * What an alarm does to the champion.
 *
 * @param policy says whether it falls back
 * @param lifecycles the stages in force
 * @param labels what versions bear from their lineage
 */
public record Fallback(Policy policy, Lifecycles lifecycles, Labels labels) {
    private static final String CHAMPION = "champion";

    /** Moves the champion, if it is this version, to the one before it that may serve, if the policy says so. */
    Optional<Alias> of(Act act, Actor actor, VersionId drifted) {
        if (!policy.fallBackOnDrift()) {
            return Optional.empty();
        }
        var key = Keys.of(drifted.model(), Keys.ALIAS, CHAMPION);
        Optional<Alias> current =
                act.find(Alias.class, key).filter(alias -> alias.version().equals(drifted));
        if (current.isEmpty()) {
            return Optional.empty();
        }
        Shelf shelf = new Shelf(act, lifecycles);
        List<Alias> before = act.history(Alias.class, key);
        for (int i = before.size() - 1; i >= 0; i--) {
            VersionId candidate = before.get(i).version();
            if (!candidate.equals(drifted) && shelf.obstacles(candidate, labels).isEmpty()) {
                return Optional.of(shelf.move(CHAMPION, candidate, current.get().revision(), actor.id()));
            }
        }
        act.detail("fallback", "none: no earlier champion may serve");
        return Optional.empty();
    }
}
