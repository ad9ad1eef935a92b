package io.modelgovernance.rollout;

import io.modelgovernance.registry.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A roll-out as it stands.
 *
 * @param id its number in the model
 * @param plan what was settled
 * @param champion the version it is compared with
 * @param salt what the subjects' hashes are salted with
 * @param step how many of the steps were taken; 0 is shadow only
 * @param status how it stands
 * @param startedBy who started it
 * @param at when
 * @param mirrors past decisions made by the challenger
 * @param evidence what the look that ended it saw
 * @param reason why it ended, empty text before
 */
public record Rollout(
        String id,
        RolloutPlan plan,
        VersionId champion,
        String salt,
        int step,
        Status status,
        String startedBy,
        Instant at,
        List<Mirror> mirrors,
        Optional<RolloutEvidence> evidence,
        String reason) {
    /** How it stands. */
    public enum Status {
        /** It goes on. */
        OPEN,
        /** Harm was shown, or the champion changed; nobody gets the challenger any more. */
        ROLLED_BACK,
        /** Somebody stopped it. */
        STOPPED,
        /** The goal is shown. */
        CONCLUDED
    }

    /** Copies. */
    public Rollout {
        mirrors = List.copyOf(mirrors);
    }

    /**
     * The share of subjects that get the challenger now.
     *
     * @return 0 to 1; 0 once it has ended
     */
    public double share() {
        return status != Status.OPEN || step == 0 ? 0 : plan.steps().get(step - 1);
    }
}
