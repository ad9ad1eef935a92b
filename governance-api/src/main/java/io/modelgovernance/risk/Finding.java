package io.modelgovernance.risk;

import io.modelgovernance.registry.VersionId;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Something that is wrong with a version and has to be put right.
 *
 * @param id its id
 * @param version the version
 * @param severity how bad it is
 * @param text what is wrong
 * @param owner who has to put it right
 * @param dueOn by when
 * @param open false once closed
 * @param openedBy who opened it
 * @param openedAt when
 * @param closure who closed it and on what evidence; empty while open
 */
public record Finding(
        String id,
        VersionId version,
        Severity severity,
        String text,
        String owner,
        LocalDate dueOn,
        boolean open,
        String openedBy,
        Instant openedAt,
        String closure) {
    /** How bad a finding is. */
    public enum Severity {
        /** To be noted. */
        LOW,
        /** To be put right in time. */
        MEDIUM,
        /** Blocks promotion unless the policy says otherwise. */
        HIGH,
        /** Blocks everything. */
        CRITICAL
    }
}
