package io.modelgovernance.core.registry;

import io.modelgovernance.Actor;
import io.modelgovernance.ConflictException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.lineage.Labels;
import io.modelgovernance.core.lineage.Provenance;
import io.modelgovernance.core.policy.StoredEvidence;
import io.modelgovernance.policy.Evidence;
import io.modelgovernance.policy.GateResult;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.policy.TierRule;
import io.modelgovernance.registry.Lifecycle;
import io.modelgovernance.registry.Listing;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.TransitionRequest;
import io.modelgovernance.registry.TransitionRequest.Status;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.spi.RecordKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Moving a version between stages: request, gates, votes, and the move itself in the act of the deciding vote. */
public final class Transitions {
    /** Aliases of a lifecycle that are read ahead; most have one or two. */
    private static final int MOST_AHEAD = 20;

    private final Ledger ledger;
    private final Lifecycles lifecycles;
    private final Policy policy;
    private final Provenance provenance;
    private final Labels labels;

    /**
     * Creates the rules.
     *
     * @param ledger where acts go
     * @param lifecycles the stages in force
     * @param policy the gates and tiers in force
     * @param provenance where a version came from
     */
    public Transitions(Ledger ledger, Lifecycles lifecycles, Policy policy, Provenance provenance) {
        this.ledger = ledger;
        this.lifecycles = lifecycles;
        this.policy = policy;
        this.provenance = provenance;
        this.labels = new Labels(ledger, provenance);
    }

    Lifecycles lifecycles() {
        return lifecycles;
    }

    Labels labels() {
        return labels;
    }

    boolean guarded(String stage) {
        return !policy.gatesFor(stage).isEmpty();
    }

    /**
     * Evaluates the gates of a stage inside an act.
     *
     * @param act the act
     * @param version the version
     * @param stage the stage
     * @return one result a gate
     */
    public List<GateResult> gates(Act act, ModelVersion version, String stage) {
        Evidence evidence = new StoredEvidence(act, version, provenance, labels);
        TierRule rule = policy.ruleFor(evidence.tier());
        return policy.gatesFor(stage).stream()
                .filter(gate -> rule.asks(gate.id()))
                .map(gate -> gate.evaluate(evidence))
                .toList();
    }

    TransitionRequest request(Actor actor, VersionId id, String stage, String comment) {
        String subject = id + " to " + io.modelgovernance.Names.printable(stage);
        return ledger.act(actor, EventType.TRANSITION_REQUESTED, subject, comment, act -> {
            lookAhead(act, id, actor);
            Shelf shelf = new Shelf(act, lifecycles);
            ModelVersion version = shelf.version(id);
            String from = shelf.listing(id).stage();
            Lifecycle.Transition move = lifecycles.of(id.model()).transition(from, stage);
            List<TransitionRequest> earlier = requests(act, id);
            if (earlier.stream()
                    .anyMatch(request ->
                            request.status() == Status.OPEN && act.now().isBefore(request.expiresAt()))) {
                throw new ConflictException(
                        id.toString(),
                        "The version (" + id + ") must have no open request to be requested again. Maybe withdraw it.");
            }
            TierRule rule = policy.ruleFor(tier(act, version));
            TransitionRequest request = new TransitionRequest(
                    String.format(Locale.ROOT, "%s%04d", requestsOf(id), earlier.size() + 1),
                    id,
                    version.manifest().digest(),
                    from,
                    stage,
                    actor.id(),
                    comment,
                    act.now(),
                    act.now().plus(rule.requestValidity()),
                    rule.votes(),
                    List.of(),
                    Status.OPEN);
            act.put(key(request), request);
            act.detail("request", request.id());
            refuseUnlessPassed(act, version, move);
            return request;
        });
    }

    TransitionRequest vote(Actor actor, VersionId id, boolean approve, String comment) {
        return vote(actor, Optional.empty(), id, approve, comment);
    }

    TransitionRequest vote(Actor actor, Optional<String> principal, VersionId id, boolean approve, String comment) {
        return ledger.act(actor, EventType.VOTE_CAST, id.toString(), comment, act -> {
            lookAhead(act, id, actor);
            Shelf shelf = new Shelf(act, lifecycles);
            ModelVersion version = shelf.version(id);
            TransitionRequest request = open(act, id);
            TransitionRequest voted = new Ballot(act, request, version).cast(actor, principal, approve, comment);
            act.detail("request", request.id());
            act.detail("approve", approve);
            if (approve && Ballot.carried(voted, policy.ruleFor(tier(act, version)))) {
                voted = carryOut(act, shelf, version, voted, actor);
            }
            act.put(key(voted), voted);
            if (voted.status() == Status.COMMITTED) {
                refuseUnlessPassed(act, version, move(voted));
            }
            return voted;
        });
    }

    /** What a request and a vote ask for one after the other, in one question. */
    private void lookAhead(Act act, VersionId id, Actor actor) {
        String model = id.model();
        List<RecordKey> keys = new ArrayList<>(List.of(
                Keys.of(id, Keys.VERSION),
                Keys.of(id, Keys.LISTING),
                Keys.of(id, Keys.ASSESSMENT),
                Keys.of(id, Keys.RISK_OVERRIDE),
                Keys.of(id, Keys.VALIDATION),
                Interest.key(model, actor.id())));
        lifecycles.of(model).transitions().stream()
                .flatMap(move -> move.alias().stream())
                .distinct()
                .limit(MOST_AHEAD)
                .forEach(alias -> keys.add(Keys.of(model, Keys.ALIAS, alias)));
        act.ahead(
                keys,
                List.of(
                        Act.under(Keys.REQUEST, Keys.scope(model), requestsOf(id)),
                        Act.all(Keys.FINDING, Keys.scope(model)),
                        Act.all(Keys.NODE_LABEL, Keys.NODE_LABEL)));
    }

    private TransitionRequest carryOut(
            Act act, Shelf shelf, ModelVersion version, TransitionRequest request, Actor actor) {
        Listing current = shelf.listing(version.id());
        if (!current.stage().equals(request.from())) {
            throw new ConflictException(
                    version.id().toString(),
                    "The stage of " + version.id() + " must still be " + request.from() + " but is " + current.stage()
                            + ". Maybe request the move from there.");
        }
        act.becomes(EventType.STAGE_CHANGED);
        if (current.status() == Listing.Status.ARCHIVED) {
            act.refuse(List.of("The version " + version.id() + " is archived."));
            return request;
        }
        shelf.moveStage(version.id(), request.to(), actor.id());
        act.detail("from", request.from());
        act.detail("to", request.to());
        act.detail("policy", policy.version());
        move(request).alias().ifPresent(alias -> shelf.move(alias, version.id(), -1, actor.id()));
        return Ballot.with(request, request.votes(), Status.COMMITTED);
    }

    TransitionRequest withdraw(Actor actor, VersionId id, String comment) {
        return ledger.act(actor, EventType.TRANSITION_WITHDRAWN, id.toString(), comment, act -> {
            new Shelf(act, lifecycles).version(id);
            TransitionRequest request = open(act, id);
            if (!request.requestedBy().equals(actor.id())) {
                throw new ConflictException(
                        "request " + request.id(),
                        "The request (" + request.id() + ") must be withdrawn by " + request.requestedBy()
                                + " who made it. Maybe reject it.");
            }
            TransitionRequest withdrawn = Ballot.with(request, request.votes(), Status.WITHDRAWN);
            act.put(key(withdrawn), withdrawn);
            return withdrawn;
        });
    }

    private Lifecycle.Transition move(TransitionRequest request) {
        return lifecycles.of(request.version().model()).transition(request.from(), request.to());
    }

    private void refuseUnlessPassed(Act act, ModelVersion version, Lifecycle.Transition move) {
        String stage = move.to();
        List<GateResult> results = gates(act, version, stage);
        results.forEach(result -> act.detail("gate." + result.gate(), result.verdict()));
        List<String> reasons = new ArrayList<>(notForItsTier(act, version, move));
        results.stream()
                .filter(result -> !result.passed())
                .map(result -> "Gate " + result.gate() + " " + word(result) + ": " + result.reason())
                .forEach(reasons::add);
        if (!reasons.isEmpty()) {
            act.subject(version.id() + " to " + stage);
            act.refuse(reasons);
        }
    }

    /** Why a version may not go this way at its tier, if it may not. */
    List<String> notForItsTier(Act act, ModelVersion version, Lifecycle.Transition move) {
        RiskTier tier = tier(act, version).orElse(RiskTier.TIER_1);
        return move.tiers().isEmpty() || move.tiers().contains(tier)
                ? List.of()
                : List.of("The move from " + move.from() + " to " + move.to() + " is for " + move.tiers() + " but "
                        + version.id() + " is " + tier + ".");
    }

    private static String word(GateResult result) {
        return switch (result.verdict()) {
            case PASSED -> "passed";
            case FAILED -> "failed";
            case NOT_EVIDENCED -> "has no evidence";
        };
    }

    private Optional<RiskTier> tier(Act act, ModelVersion version) {
        return new StoredEvidence(act, version, provenance, labels).tier();
    }

    private TransitionRequest open(Act act, VersionId id) {
        return requests(act, id).stream()
                .filter(request -> request.status() == Status.OPEN)
                .reduce((first, second) -> second)
                .orElseThrow(() -> new ConflictException(
                        id.toString(),
                        "The version (" + id + ") must have an open request. Maybe request the move first."));
    }

    List<TransitionRequest> requests(Act act, VersionId id) {
        return act.list(TransitionRequest.class, Keys.REQUEST, Keys.scope(id.model()), requestsOf(id));
    }

    private static String requestsOf(VersionId id) {
        return Keys.number(id.number()) + ".";
    }

    private static RecordKey key(TransitionRequest request) {
        return Keys.of(request.version().model(), Keys.REQUEST, request.id());
    }
}
