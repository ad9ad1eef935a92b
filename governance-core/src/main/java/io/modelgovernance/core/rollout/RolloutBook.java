package io.modelgovernance.core.rollout;

import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Names;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.rollout.Mirror;
import io.modelgovernance.rollout.Rollout;
import io.modelgovernance.rollout.Rollout.Status;
import io.modelgovernance.rollout.RolloutEvidence;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The roll-outs on record. Thread-safe. */
final class RolloutBook {
    private final Ledger ledger;

    RolloutBook(Ledger ledger) {
        this.ledger = ledger;
    }

    List<Rollout> all(String model) {
        Names.require("model name", model);
        return ledger.list(Rollout.class, RecordQuery.in(Keys.ROLLOUT, Keys.scope(model)), AsOf.now());
    }

    Optional<Rollout> latest(String model) {
        return last(all(model));
    }

    Optional<Rollout> open(String model) {
        return latest(model).filter(one -> one.status() == Status.OPEN);
    }

    static Optional<Rollout> last(List<Rollout> rollouts) {
        return rollouts.isEmpty() ? Optional.empty() : Optional.of(rollouts.get(rollouts.size() - 1));
    }

    static List<Rollout> all(Act act, String model) {
        return act.list(Rollout.class, Keys.ROLLOUT, Keys.scope(model));
    }

    static Rollout requireOpen(Act act, String model) {
        return last(all(act, model)).filter(one -> one.status() == Status.OPEN).orElseThrow(() -> noneOpen(model));
    }

    static ConflictException noneOpen(String model) {
        return new ConflictException(
                model, "The model (" + model + ") must have an open roll-out. Maybe start one, or it has ended.");
    }

    static RecordKey key(Rollout rollout) {
        return Keys.of(rollout.plan().challenger().model(), Keys.ROLLOUT, rollout.id());
    }

    static Rollout stepped(Rollout one) {
        return new Rollout(
                one.id(),
                one.plan(),
                one.champion(),
                one.salt(),
                one.step() + 1,
                one.status(),
                one.startedBy(),
                one.at(),
                one.mirrors(),
                one.evidence(),
                one.reason());
    }

    static Rollout mirrored(Rollout one, Mirror mirror) {
        List<Mirror> mirrors = new ArrayList<>(one.mirrors());
        mirrors.add(mirror);
        return new Rollout(
                one.id(),
                one.plan(),
                one.champion(),
                one.salt(),
                one.step(),
                one.status(),
                one.startedBy(),
                one.at(),
                mirrors,
                one.evidence(),
                one.reason());
    }

    static Rollout ended(Rollout one, Status status, RolloutEvidence evidence, String reason) {
        return new Rollout(
                one.id(),
                one.plan(),
                one.champion(),
                one.salt(),
                one.step(),
                status,
                one.startedBy(),
                one.at(),
                one.mirrors(),
                Optional.of(evidence),
                reason);
    }
}
