package io.modelgovernance.monitoring;

import io.modelgovernance.registry.VersionId;
import java.time.Instant;

/**
 * One time that protected attributes were joined to decisions: who, what for, and how much left. No key and no attribute is in
 * it.
 *
 * @param id its id, unique in the model
 * @param version the version whose decisions they were joined to
 * @param purpose what for
 * @param cases decisions that were joined
 * @param groups groups whose counts left
 * @param hidden groups that were too small to be told of
 * @param unmatched decisions whose key was not known
 * @param by who
 * @param at when
 */
public record GroupUse(
        String id,
        VersionId version,
        String purpose,
        long cases,
        int groups,
        int hidden,
        long unmatched,
        String by,
        Instant at) {}
