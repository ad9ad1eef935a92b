package io.modelgovernance.core.inventory;

import io.modelgovernance.Actor;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.risk.Rescoring;
import io.modelgovernance.core.serving.StoredDecisions;
import io.modelgovernance.core.serving.UseCount;
import io.modelgovernance.inventory.InventoryEntry;
import io.modelgovernance.inventory.UseCase;
import io.modelgovernance.inventory.UseObservation;
import io.modelgovernance.inventory.UseObservation.Standing;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares what a version was used for with what it is approved for. Thread-safe. */
public final class UseWatch {
    /** The measure that a scheme may read the share outside the conditions of use by. */
    private static final String OUTSIDE = "outside-boundaries";

    private final Ledger ledger;
    private final StoredDecisions decisions;
    private final Rescoring rescoring;

    /**
     * Creates it.
     *
     * @param ledger where acts go
     * @param decisions the decisions on record
     * @param rescoring rates a version again by what was found
     */
    public UseWatch(Ledger ledger, StoredDecisions decisions, Rescoring rescoring) {
        this.ledger = ledger;
        this.decisions = decisions;
        this.rescoring = rescoring;
    }

    UseObservation observe(Actor actor, VersionId version, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw InvalidInputException.of("time of use", "is from " + from + " to " + to, "one that ends later");
        }
        UseCount count = UseCount.of(decisions, version, from, to);
        return ledger.act(actor, EventType.USE_OBSERVED, version.toString(), "", act -> {
            if (act.find(ModelVersion.class, Keys.of(version, Keys.VERSION)).isEmpty()) {
                throw new NotFoundException("version", version.toString(), "Maybe register it first.");
            }
            UseObservation observed = new UseObservation(
                    version,
                    from,
                    to,
                    count.decisions(),
                    uses(act, version, count),
                    count.outside(),
                    count.share(),
                    actor.id(),
                    act.now());
            String kind = Keys.useKind(version);
            int number = act.list(UseObservation.class, kind, Keys.scope(version.model()))
                            .size()
                    + 1;
            act.put(Keys.of(version.model(), kind, Keys.number(number)), observed);
            act.detail("decisions", count.decisions());
            act.detail("outside", count.breached());
            act.detail(
                    "not-approved",
                    observed.unapproved().stream()
                            .map(UseObservation.Use::purpose)
                            .toList());
            rescoring.note(act, actor, version, Map.of(OUTSIDE, count.share()), "use observed until " + to);
            return observed;
        });
    }

    private static List<UseObservation.Use> uses(Act act, VersionId version, UseCount count) {
        Optional<InventoryEntry> entry =
                act.find(InventoryEntry.class, Keys.of(version.model(), Keys.INVENTORY, version.model()));
        Set<String> approved = new TreeSet<>();
        Set<String> prohibited = new TreeSet<>();
        entry.ifPresent(declared -> {
            declared.uses().stream().map(UseCase::id).forEach(approved::add);
            prohibited.addAll(declared.limits().prohibitedUses());
        });
        Set<String> all = new TreeSet<>(count.purposes().keySet());
        all.addAll(approved);
        all.addAll(prohibited);
        List<UseObservation.Use> uses = new ArrayList<>();
        for (String purpose : all) {
            Standing standing = prohibited.contains(purpose)
                    ? Standing.PROHIBITED
                    : approved.contains(purpose) ? Standing.APPROVED : Standing.NOT_APPROVED;
            uses.add(new UseObservation.Use(purpose, standing, count.purposes().getOrDefault(purpose, 0L)));
        }
        return uses;
    }
}
