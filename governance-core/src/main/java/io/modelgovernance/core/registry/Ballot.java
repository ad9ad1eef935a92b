package io.modelgovernance.core.registry;

import io.modelgovernance.Actor;
import io.modelgovernance.ConflictException;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.TransitionRequest;
import io.modelgovernance.registry.Vote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Who may vote: a person who neither asked for it nor developed it, once, while the request is valid. */
final class Ballot {
    private Ballot() {}

    static TransitionRequest cast(
            TransitionRequest request,
            ModelVersion version,
            Actor actor,
            boolean approve,
            String comment,
            Instant now) {
        requireAllowed(request, version, actor, now);
        List<Vote> votes = new ArrayList<>(request.votes());
        votes.add(new Vote(actor.id(), approve, comment, now));
        return with(request, votes, approve ? request.status() : TransitionRequest.Status.REJECTED);
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

    private static void requireAllowed(TransitionRequest request, ModelVersion version, Actor actor, Instant now) {
        if (actor.kind() != Actor.Kind.HUMAN) {
            throw refused(request, actor, "be a person but is a service");
        }
        if (actor.id().equals(request.requestedBy())) {
            throw refused(request, actor, "not be the requester");
        }
        if (version.developers().contains(actor.id())) {
            throw refused(request, actor, "be independent but developed " + version.id() + " according to lineage");
        }
        if (request.votes().stream().anyMatch(vote -> vote.voter().equals(actor.id()))) {
            throw refused(request, actor, "vote once but has voted already");
        }
        if (!now.isBefore(request.expiresAt())) {
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

    private static ConflictException refused(TransitionRequest request, Actor actor, String must) {
        return new ConflictException(
                "request " + request.id(),
                "The voter (" + actor.id() + ") on moving " + request.version() + " to " + request.to() + " must "
                        + must + ". Maybe ask somebody who had no part in it.");
    }
}
