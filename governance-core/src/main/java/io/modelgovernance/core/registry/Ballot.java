package io.modelgovernance.core.registry;

import io.modelgovernance.Actor;
import io.modelgovernance.ConflictException;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.policy.TierRule;
import io.modelgovernance.registry.Delegation;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.TransitionRequest;
import io.modelgovernance.registry.Vote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Who may vote on a request, and what the votes amount to. */
final class Ballot {
    private final Act act;
    private final TransitionRequest request;
    private final ModelVersion version;

    Ballot(Act act, TransitionRequest request, ModelVersion version) {
        this.act = act;
        this.request = request;
        this.version = version;
    }

    TransitionRequest cast(Actor actor, Optional<String> principal, boolean approve, String comment) {
        if (actor.kind() != Actor.Kind.HUMAN) {
            throw refused(actor.id(), "be a person but is a service");
        }
        requireAllowed(actor.id());
        principal.ifPresent(this::requireAllowed);
        requireOpen();
        Set<String> roles =
                principal.map(from -> delegation(from, actor).roles()).orElse(actor.roles());
        List<Vote> votes = new ArrayList<>(request.votes());
        votes.add(new Vote(actor.id(), principal, roles, approve, comment, act.now()));
        return with(request, votes, approve ? request.status() : TransitionRequest.Status.REJECTED);
    }

    /** Whether enough people have approved, and all the roles that have to. */
    static boolean carried(TransitionRequest request, TierRule rule) {
        Set<String> roles = new TreeSet<>();
        request.votes().stream().filter(Vote::approve).forEach(vote -> roles.addAll(vote.roles()));
        return request.approvals() >= Math.max(request.votesNeeded(), rule.votes()) && roles.containsAll(rule.roles());
    }

    static TransitionRequest with(TransitionRequest request, List<Vote> votes, TransitionRequest.Status status) {
        return new TransitionRequest(
                request.id(),
                request.version(),
                request.manifest(),
                request.from(),
                request.to(),
                request.requestedBy(),
                request.comment(),
                request.at(),
                request.expiresAt(),
                request.votesNeeded(),
                votes,
                status);
    }

    private Delegation delegation(String from, Actor to) {
        return act
                .list(Delegation.class, Keys.DELEGATION, Keys.scope(version.id().model()))
                .stream()
                .filter(one -> one.from().equals(from) && one.to().equals(to.id()))
                .filter(one -> act.now().isBefore(one.until()))
                .findFirst()
                .orElseThrow(() -> refused(to.id(), "have leave from " + from + " to vote, in force now"));
    }

    private void requireAllowed(String person) {
        if (person.equals(request.requestedBy())) {
            throw refused(person, "not be the requester");
        }
        if (version.developers().contains(person)) {
            throw refused(person, "be independent but developed " + version.id() + " according to lineage");
        }
        if (act.find(Interest.class, Interest.key(version.id().model(), person)).isPresent()) {
            throw refused(person, "be independent but has declared a conflict of interest");
        }
        if (request.votes().stream()
                .anyMatch(
                        vote -> vote.voter().equals(person) || vote.inSteadOf().equals(Optional.of(person)))) {
            throw refused(person, "vote once but has voted already");
        }
    }

    private void requireOpen() {
        if (!act.now().isBefore(request.expiresAt())) {
            throw new ConflictException(
                    "request " + request.id(),
                    "The request (" + request.id() + ") to move " + request.version() + " to " + request.to()
                            + " must be voted on before " + request.expiresAt()
                            + "; it and its approvals have expired. Maybe withdraw it and request again.");
        }
        if (!request.manifest().equals(version.manifest().digest())) {
            throw new ConflictException(
                    "request " + request.id(),
                    "The request (" + request.id() + ") must be about the registered content of " + version.id() + ".");
        }
    }

    private ConflictException refused(String person, String must) {
        return new ConflictException(
                "request " + request.id(),
                "The voter (" + person + ") on moving " + request.version() + " to " + request.to() + " must " + must
                        + ". Maybe ask somebody who had no part in it.");
    }
}
