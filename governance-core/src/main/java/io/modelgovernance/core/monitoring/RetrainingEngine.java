package io.modelgovernance.core.monitoring;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.monitoring.Alert;
import io.modelgovernance.monitoring.Retraining;
import io.modelgovernance.monitoring.RetrainingRequest;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.RecordQuery;
import java.util.List;
import java.util.Optional;

/** Requests for new training over the ledger. Thread-safe. */
final class RetrainingEngine implements Retraining {
    private final Ledger ledger;

    RetrainingEngine(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public RetrainingRequest request(Actor actor, VersionId version, String reason) {
        if (reason.isBlank()) {
            throw InvalidInputException.of("reason", "is blank", "why");
        }
        return ledger.act(actor, EventType.RETRAINING_REQUESTED, version.toString(), reason, act -> {
            String scope = Keys.scope(version.model());
            List<Alert> alerts = act.list(Alert.class, Keys.ALERT, scope).stream()
                    .filter(one -> one.version().equals(version) && one.state() != Alert.State.CLOSED)
                    .toList();
            if (alerts.isEmpty()) {
                throw new NotFoundException("open alert", version.toString(), "Maybe its alerts are closed.");
            }
            List<RetrainingRequest> known = act.list(RetrainingRequest.class, Keys.RETRAINING, scope);
            known.stream()
                    .filter(one -> one.version().equals(version) && one.answer().isEmpty())
                    .findFirst()
                    .ifPresent(one -> {
                        throw new ConflictException(
                                "retraining of " + version,
                                "The retraining (" + one.id() + ") of " + version
                                        + " must be answered before another is asked for. Maybe answer it.");
                    });
            RetrainingRequest request = new RetrainingRequest(
                    Keys.number(known.size() + 1),
                    version,
                    alerts.stream().map(Alert::name).toList(),
                    alerts.stream().map(Alert::id).toList(),
                    reason,
                    actor.id(),
                    act.now(),
                    Optional.empty());
            act.put(Keys.of(version.model(), Keys.RETRAINING, request.id()), request);
            act.detail("request", request.id());
            act.detail("features", String.join(", ", request.features()));
            return request;
        });
    }

    @Override
    public RetrainingRequest answer(Actor actor, String model, String id, VersionId trained) {
        Names.require("model name", model);
        Names.require("request", id);
        return ledger.act(actor, EventType.RETRAINING_ANSWERED, model, "", act -> {
            RetrainingRequest request = act.find(RetrainingRequest.class, Keys.of(model, Keys.RETRAINING, id))
                    .orElseThrow(() ->
                            new NotFoundException("retraining request", id, "Maybe list those of " + model + "."));
            if (request.answer().isPresent()) {
                throw new ConflictException(
                        "retraining " + id,
                        "The retraining (" + id + ") of " + model + " must be open but was answered by "
                                + request.answer().get() + ". Maybe ask for another.");
            }
            if (!trained.model().equals(model) || trained.equals(request.version())) {
                throw InvalidInputException.of("trained version", "is " + trained, "another version of " + model);
            }
            if (act.find(ModelVersion.class, Keys.of(trained, Keys.VERSION)).isEmpty()) {
                throw new NotFoundException("version", trained.toString(), "Maybe register it first.");
            }
            RetrainingRequest answered = new RetrainingRequest(
                    id,
                    request.version(),
                    request.features(),
                    request.alerts(),
                    request.reason(),
                    request.by(),
                    request.at(),
                    Optional.of(trained));
            act.put(Keys.of(model, Keys.RETRAINING, id), answered);
            act.subject(trained.toString());
            act.detail("request", id);
            act.detail("instead-of", request.version());
            return answered;
        });
    }

    @Override
    public List<RetrainingRequest> of(String model, AsOf asOf) {
        Names.require("model name", model);
        return ledger.list(RetrainingRequest.class, RecordQuery.in(Keys.RETRAINING, Keys.scope(model)), asOf);
    }
}
