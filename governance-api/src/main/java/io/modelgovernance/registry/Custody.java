package io.modelgovernance.registry;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.RefusedException;
import java.time.LocalDate;
import java.util.Optional;

/** Protects versions: deprecates, archives, locks, holds and, where nothing depends on them, deletes. Thread-safe. */
public interface Custody {
    /**
     * Says that a version is to be replaced; it still serves.
     *
     * @param actor who
     * @param version which
     * @param reason why
     * @return the listing
     */
    Listing deprecate(Actor actor, VersionId version, String reason);

    /**
     * Puts a version away.
     *
     * @param actor who
     * @param version which
     * @param reason why
     * @return the listing
     * @throws RefusedException if an alias points to it or it is deployed; each is listed
     */
    Listing archive(Actor actor, VersionId version, String reason);

    /**
     * Makes a deprecated or archived version active again.
     *
     * @param actor who
     * @param version which
     * @param reason why
     * @return the listing
     */
    Listing restore(Actor actor, VersionId version, String reason);

    /**
     * Locks a version: its tags, label and status stay as they are. Its stage and aliases still move.
     *
     * @param actor who
     * @param version which
     * @param reason why
     * @return the listing
     */
    Listing lock(Actor actor, VersionId version, String reason);

    /**
     * Unlocks a version.
     *
     * @param actor who
     * @param version which
     * @param reason why
     * @return the listing
     */
    Listing unlock(Actor actor, VersionId version, String reason);

    /**
     * Puts a version under legal hold: it cannot be deleted.
     *
     * @param actor who
     * @param version which
     * @param reason the case
     * @return the listing
     */
    Listing hold(Actor actor, VersionId version, String reason);

    /**
     * Ends a legal hold.
     *
     * @param actor who
     * @param version which
     * @param reason why
     * @return the listing
     * @throws ConflictException if the same person laid the hold
     */
    Listing release(Actor actor, VersionId version, String reason);

    /**
     * Keeps a version until a day has passed; the day is only ever put off. Until then it cannot be deleted.
     *
     * @param actor who
     * @param version which
     * @param until the last day, in UTC, on which it may not be deleted
     * @param reason the rule that says so
     * @return what is in force
     * @throws ConflictException if it has to be kept longer already
     */
    Retention retain(Actor actor, VersionId version, LocalDate until, String reason);

    /**
     * How long a version has to be kept.
     *
     * @param version which
     * @return what is in force, or empty if nobody laid it down
     */
    default Optional<Retention> retention(VersionId version) {
        return retention(version, AsOf.now());
    }

    /**
     * How long a version had to be kept by what was known at a moment.
     *
     * @param version which
     * @param asOf when
     * @return what was in force, or empty if nobody had laid it down
     */
    Optional<Retention> retention(VersionId version, AsOf asOf);

    /**
     * Deletes a version that nothing rests on. Its past stays readable as of then, and its number is not given again.
     *
     * @param actor who
     * @param version which
     * @param reason why
     * @throws RefusedException with the list of what depends on it: aliases, deployments, open requests, a legal hold,
     *     a retention, a lock, what was derived from it, decisions it may have taken
     */
    void delete(Actor actor, VersionId version, String reason);
}
