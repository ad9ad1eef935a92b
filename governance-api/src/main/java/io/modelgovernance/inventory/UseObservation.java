package io.modelgovernance.inventory;

import io.modelgovernance.Estimate;
import io.modelgovernance.registry.VersionId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a version was really used for, beside what it is approved for, and how often outside its conditions of use; counted
 * from the log of decisions.
 *
 * @param version the version
 * @param from the first moment counted
 * @param to the first moment no longer counted
 * @param decisions how many were recorded in that time
 * @param uses each purpose that was named or is approved or prohibited, in order of name
 * @param outside decisions outside each boundary of the conditions of use, by the boundary in words
 * @param share share of the decisions outside any boundary, with its exact interval; unknown if there are none
 * @param observedBy who had it counted
 * @param observedAt when
 */
public record UseObservation(
        VersionId version,
        Instant from,
        Instant to,
        long decisions,
        List<Use> uses,
        Map<String, Long> outside,
        Estimate share,
        String observedBy,
        Instant observedAt) {
    /** Where a purpose stands. */
    public enum Standing {
        /** The inventory names it as an approved use. */
        APPROVED,
        /** The inventory names it neither way. */
        NOT_APPROVED,
        /** The inventory prohibits it. */
        PROHIBITED
    }

    /**
     * A purpose and how often it was named.
     *
     * @param purpose the purpose
     * @param standing where it stands in the model's entry of the inventory
     * @param decisions how many decisions were made for it, 0 if it was not used
     */
    public record Use(String purpose, Standing standing, long decisions) {}

    /** Copies. */
    public UseObservation {
        uses = List.copyOf(uses);
        outside = Collections.unmodifiableMap(new TreeMap<>(outside));
    }

    /**
     * The purposes that it was used for without approval.
     *
     * @return them, prohibited ones included, in order of name
     */
    public List<Use> unapproved() {
        return uses.stream()
                .filter(use -> use.standing() != Standing.APPROVED && use.decisions() > 0)
                .toList();
    }
}
