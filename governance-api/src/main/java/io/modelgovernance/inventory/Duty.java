package io.modelgovernance.inventory;

import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.ValidationKind;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that has to be done about a model, and why, read from what is on record and from what its tier demands.
 *
 * @param model the model
 * @param version the version it is about: the one in use, else the latest; empty if it is about the model
 * @param kind what has to be done
 * @param validation why it is to be validated; empty for all other kinds
 * @param reason why, in a sentence
 * @param dueAt from when on it is overdue; empty if it only has to be done before the version is used
 */
public record Duty(
        String model,
        Optional<VersionId> version,
        Kind kind,
        Optional<ValidationKind> validation,
        String reason,
        Optional<Instant> dueAt) {
    /** What has to be done. */
    public enum Kind {
        /** Rate it. */
        RATE,
        /** Validate it. */
        VALIDATE,
        /** Check what it sees against its reference. */
        MONITOR,
        /** Put right and close a finding. */
        CLOSE_FINDING,
        /** Renew an override of its tier, or let it lapse. */
        RENEW_OVERRIDE,
        /** Renew an approval that ends, or stop using it. */
        RENEW_CONDITIONS,
        /** Review its entry in the inventory. */
        REVIEW
    }

    /**
     * Whether its time has come.
     *
     * @param moment the moment
     * @return true from the due time on
     */
    public boolean overdue(Instant moment) {
        return dueAt.filter(due -> !moment.isBefore(due)).isPresent();
    }
}
