package io.modelgovernance.registry;

import io.modelgovernance.Digest;
import java.time.Instant;
import java.util.List;

/**
 * A wish to move a version to another stage, and the votes on it.
 *
 * @param id its id
 * @param version the version
 * @param manifest digest of the content that is voted on
 * @param from stage it stands in
 * @param to stage wanted
 * @param requestedBy who asked
 * @param comment why
 * @param at when
 * @param expiresAt votes and request lapse then
 * @param votesNeeded how many different people must approve
 * @param votes the votes so far
 * @param status where it stands
 */
public record TransitionRequest(
        String id,
        VersionId version,
        Digest manifest,
        String from,
        String to,
        String requestedBy,
        String comment,
        Instant at,
        Instant expiresAt,
        int votesNeeded,
        List<Vote> votes,
        Status status) {
    /** Where a request stands. */
    public enum Status {
        /** Waiting for votes. */
        OPEN,
        /** Approved and carried out. */
        COMMITTED,
        /** Voted down. */
        REJECTED,
        /** Taken back by its requester. */
        WITHDRAWN
    }

    /** Copies the votes. */
    public TransitionRequest {
        votes = List.copyOf(votes);
    }

    /**
     * How many people have approved.
     *
     * @return approving votes
     */
    public int approvals() {
        return (int) votes.stream().filter(Vote::approve).count();
    }
}
