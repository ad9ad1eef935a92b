package io.modelgovernance.risk;

import io.modelgovernance.registry.VersionId;
import java.time.Instant;
import java.util.Optional;

/**
 * A tier that people set beside the computed one. The computed one stays on record and is never changed by it.
 *
 * <p>A stricter tier holds at once. A milder one holds once a second person has approved it, and only as long as the
 * computed tier is not stricter than it was when the override was proposed. Both lapse.
 *
 * @param version the version
 * @param computed the computed tier when it was proposed
 * @param tier the tier set beside it
 * @param reason why, in a sentence
 * @param proposedBy who proposed it
 * @param proposedAt when
 * @param approvedBy the second person, if it is milder and was approved
 * @param until the first moment at which it no longer holds
 * @param ended true if it was taken back before
 */
public record RiskOverride(
        VersionId version,
        RiskTier computed,
        RiskTier tier,
        String reason,
        String proposedBy,
        Instant proposedAt,
        Optional<String> approvedBy,
        Instant until,
        boolean ended) {
    /**
     * Whether it is milder than what was computed, so that it needs a second person.
     *
     * @return true if it is
     */
    public boolean milder() {
        return tier.number() > computed.number();
    }

    /**
     * Whether it holds.
     *
     * @param now the computed tier now
     * @param moment the moment
     * @return true if it does
     */
    public boolean holds(RiskTier now, Instant moment) {
        if (ended || !moment.isBefore(until)) {
            return false;
        }
        return !milder() || (approvedBy.isPresent() && now.number() >= computed.number());
    }

    /**
     * The tier in force.
     *
     * @param now the computed tier now
     * @param moment the moment
     * @return this tier if it holds, never milder than computed unless it was approved; else the computed one
     */
    public RiskTier inForce(RiskTier now, Instant moment) {
        if (!holds(now, moment)) {
            return now;
        }
        return milder() || tier.number() < now.number() ? tier : now;
    }
}
