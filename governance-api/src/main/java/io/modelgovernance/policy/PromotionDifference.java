package io.modelgovernance.policy;

import io.modelgovernance.registry.VersionId;
import java.util.List;

/**
 * A promotion that a draft policy would have answered otherwise.
 *
 * @param position journal position of what was recorded
 * @param version the version
 * @param stage the stage it was to reach
 * @param allowedThen whether it was let through
 * @param obstacles the draft's gates that do not pass; empty if the draft lets it through
 */
public record PromotionDifference(
        long position, VersionId version, String stage, boolean allowedThen, List<GateResult> obstacles) {
    /** Copies the list. */
    public PromotionDifference {
        obstacles = List.copyOf(obstacles);
    }
}
