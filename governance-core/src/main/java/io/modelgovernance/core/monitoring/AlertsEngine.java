package io.modelgovernance.core.monitoring;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.monitoring.Alert;
import io.modelgovernance.monitoring.Alert.State;
import io.modelgovernance.monitoring.Alerts;
import io.modelgovernance.spi.RecordQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Alerts over the ledger. Thread-safe. */
public final class AlertsEngine implements Alerts {
    private final Ledger ledger;

    /**
     * Creates it.
     *
     * @param ledger where acts go
     */
    public AlertsEngine(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public List<Alert> of(String model, AsOf asOf) {
        Names.require("model name", model);
        return ledger.list(Alert.class, RecordQuery.in(Keys.ALERT, Keys.scope(model)), asOf);
    }

    @Override
    public Alert acknowledge(Actor actor, String model, String id, String note) {
        return change(
                actor,
                EventType.ALERT_ACKNOWLEDGED,
                model,
                id,
                note,
                (act, alert) -> alert.become(State.ACKNOWLEDGED, alert.silentUntil(), actor.id(), note, act.now()));
    }

    @Override
    public Alert silence(Actor actor, String model, String id, Instant until, String reason) {
        requireReason(reason);
        return change(actor, EventType.ALERT_SILENCED, model, id, reason, (act, alert) -> {
            if (!until.isAfter(act.now())) {
                throw InvalidInputException.of("end of the silence", "is " + until, "after " + act.now());
            }
            act.detail("until", until);
            return alert.become(alert.state(), Optional.of(until), actor.id(), reason, act.now());
        });
    }

    @Override
    public Alert close(Actor actor, String model, String id, String reason) {
        requireReason(reason);
        return change(
                actor,
                EventType.ALERT_CLOSED,
                model,
                id,
                reason,
                (act, alert) -> alert.become(State.CLOSED, Optional.empty(), actor.id(), reason, act.now()));
    }

    private Alert change(
            Actor actor, EventType type, String model, String id, String reason, BiFunction<Act, Alert, Alert> change) {
        Names.require("model name", model);
        Names.require("alert", id);
        if (actor.kind() != Actor.Kind.HUMAN) {
            throw InvalidInputException.of("actor " + actor.id(), "is a service", "a person");
        }
        return ledger.act(actor, type, model, reason, act -> {
            Alert alert = act.find(Alert.class, Keys.of(model, Keys.ALERT, id))
                    .orElseThrow(
                            () -> new NotFoundException("alert", id, "Maybe list alerts().of(\"" + model + "\")."));
            if (alert.state() == State.CLOSED) {
                throw new ConflictException(
                        "alert " + id,
                        "The alert (" + id + ") of " + model + " must not be closed but " + alert.by()
                                + " closed it. Maybe it has opened again under another id.");
            }
            Alert changed = change.apply(act, alert);
            act.subject(alert.version().toString());
            act.detail("alert", id);
            act.detail("about", alert.name());
            act.put(Keys.of(model, Keys.ALERT, id), changed);
            return changed;
        });
    }

    @Override
    public List<Alert> escalate(Actor actor, String model) {
        Instant now = ledger.now();
        if (of(model, AsOf.now()).stream().noneMatch(one -> overdue(one, now))) {
            return List.of();
        }
        return ledger.act(actor, EventType.ALERT_ESCALATED, model, "", act -> {
            List<Alert> escalated = act.list(Alert.class, Keys.ALERT, Keys.scope(model)).stream()
                    .filter(one -> overdue(one, act.now()))
                    .map(one -> one.become(State.ESCALATED, one.silentUntil(), actor.id(), "not taken on", act.now()))
                    .toList();
            escalated.forEach(one -> {
                act.put(Keys.of(model, Keys.ALERT, one.id()), one);
                act.detail("alert." + one.id(), one.name());
            });
            return escalated;
        });
    }

    private static boolean overdue(Alert alert, Instant now) {
        return alert.state() == State.OPEN
                && !now.isBefore(alert.due())
                && alert.silentUntil().filter(now::isBefore).isEmpty();
    }

    private static void requireReason(String reason) {
        if (reason.isBlank()) {
            throw InvalidInputException.of("reason", "is blank", "why");
        }
    }
}
