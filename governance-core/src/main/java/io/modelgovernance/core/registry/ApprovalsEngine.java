package io.modelgovernance.core.registry;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.policy.GateResult;
import io.modelgovernance.registry.Approvals;
import io.modelgovernance.registry.Delegation;
import io.modelgovernance.registry.Lifecycle;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.TransitionRequest;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.spi.RecordQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Votes in another's stead, conflicts of interest and emergencies, over the ledger. Thread-safe. */
public final class ApprovalsEngine implements Approvals {
    private static final int REVIEW_DAYS = 3;

    private final Ledger ledger;
    private final Transitions transitions;

    /**
     * Creates it.
     *
     * @param ledger where acts go
     * @param transitions the rules of moving between stages
     */
    public ApprovalsEngine(Ledger ledger, Transitions transitions) {
        this.ledger = ledger;
        this.transitions = transitions;
    }

    @Override
    public Delegation delegate(Actor actor, String model, String to, Instant until, String reason) {
        Names.require("model name", model);
        String delegate = Actor.human(to).id();
        if (actor.kind() != Actor.Kind.HUMAN || actor.id().equals(delegate)) {
            throw InvalidInputException.of(
                    "delegation by " + actor.id(), "is to itself or by a service", "to another person");
        }
        return ledger.act(actor, EventType.VOTE_DELEGATED, model, reason, act -> {
            new Shelf(act, transitions.lifecycles()).model(model);
            if (!act.now().isBefore(until)) {
                throw InvalidInputException.of("end of the delegation", "is " + until, "later than " + act.now());
            }
            Delegation delegation = new Delegation(actor.id(), delegate, actor.roles(), until, reason, act.now());
            act.put(Keys.of(model, Keys.DELEGATION, delegationId(actor.id(), delegate)), delegation);
            act.detail("to", delegate);
            act.detail("until", until);
            return delegation;
        });
    }

    /** Ids may be 120 long, a record's id 160: two of them go in by digest. */
    private static String delegationId(String from, String to) {
        byte[] both = (from + " " + to).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return io.modelgovernance.Digest.of(both).hex();
    }

    @Override
    public TransitionRequest voteFor(
            Actor actor, String principal, VersionId version, boolean approve, String comment) {
        return transitions.vote(actor, Optional.of(Actor.human(principal).id()), version, approve, comment);
    }

    @Override
    public void declareInterest(Actor actor, String model, String reason) {
        Names.require("model name", model);
        ledger.act(actor, EventType.INTEREST_DECLARED, model, reason, act -> {
            new Shelf(act, transitions.lifecycles()).model(model);
            act.put(Interest.key(model, actor.id()), new Interest(actor.id(), reason, act.now()));
            return model;
        });
    }

    @Override
    public List<String> interested(String model, AsOf asOf) {
        Names.require("model name", model);
        return ledger.list(Interest.class, RecordQuery.in(Keys.INTEREST, Keys.scope(model)), asOf).stream()
                .map(Interest::person)
                .toList();
    }

    @Override
    public List<Delegation> delegations(String model, AsOf asOf) {
        Names.require("model name", model);
        return ledger.list(Delegation.class, RecordQuery.in(Keys.DELEGATION, Keys.scope(model)), asOf).stream()
                .sorted(Comparator.comparing(Delegation::from).thenComparing(Delegation::to))
                .toList();
    }

    @Override
    public TransitionRequest breakGlass(Actor actor, VersionId id, String stage, String reason) {
        if (actor.kind() != Actor.Kind.HUMAN || reason.isBlank()) {
            throw InvalidInputException.of(
                    "emergency move of " + id, "is by a service or without reason", "by a person who says why");
        }
        return ledger.act(actor, EventType.GLASS_BROKEN, id + " to " + Names.printable(stage), reason, act -> {
            Shelf shelf = new Shelf(act, transitions.lifecycles());
            ModelVersion version = shelf.version(id);
            String from = shelf.listing(id).stage();
            Lifecycle.Transition move = transitions.lifecycles().of(id.model()).transition(from, stage);
            List<GateResult> gates = transitions.gates(act, version, stage);
            gates.forEach(gate -> act.detail("gate." + gate.gate(), gate.verdict()));
            shelf.moveStage(id, stage, actor.id());
            move.alias().ifPresent(alias -> shelf.move(alias, id, -1, actor.id()));
            List<String> obstacles =
                    transitions.lifecycles().of(id.model()).servable().contains(stage)
                            ? shelf.obstacles(id, transitions.labels())
                            : List.of();
            if (!obstacles.isEmpty()) {
                act.refuse(obstacles);
            }
            openReview(act, actor, id, reason);
            return record(act, version, from, stage, actor, reason);
        });
    }

    private void openReview(Act act, Actor actor, VersionId id, String reason) {
        int number =
                act.list(Finding.class, Keys.FINDING, Keys.scope(id.model())).size() + 1;
        Finding review = new Finding(
                Keys.number(number),
                id,
                Finding.Severity.HIGH,
                "The glass was broken by " + actor.id() + ": " + reason + ". To be reviewed.",
                actor.id(),
                LocalDate.ofInstant(act.now(), ZoneOffset.UTC).plusDays(REVIEW_DAYS),
                true,
                actor.id(),
                act.now(),
                "");
        act.put(Keys.of(id.model(), Keys.FINDING, review.id()), review);
        act.detail("finding", review.id());
    }

    private TransitionRequest record(
            Act act, ModelVersion version, String from, String stage, Actor actor, String reason) {
        List<TransitionRequest> open = transitions.requests(act, version.id()).stream()
                .filter(one -> one.status() == TransitionRequest.Status.OPEN
                        && act.now().isBefore(one.expiresAt()))
                .toList();
        if (!open.isEmpty()) {
            throw new ConflictException(
                    version.id().toString(),
                    "The version (" + version.id() + ") must have no open request. Maybe withdraw or reject it first.");
        }
        TransitionRequest request = new TransitionRequest(
                String.format(
                        Locale.ROOT,
                        "%s.%04d",
                        Keys.number(version.id().number()),
                        transitions.requests(act, version.id()).size() + 1),
                version.id(),
                version.manifest().digest(),
                from,
                stage,
                actor.id(),
                reason,
                act.now(),
                act.now(),
                0,
                List.of(),
                TransitionRequest.Status.COMMITTED);
        act.put(Keys.of(version.id().model(), Keys.REQUEST, request.id()), request);
        return request;
    }
}
