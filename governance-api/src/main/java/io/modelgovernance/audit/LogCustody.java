package io.modelgovernance.audit;

import io.modelgovernance.Actor;
import java.util.List;

/**
 * The keys that the log is signed with, and the breaks in it.
 *
 * <p>Keys are good by the size of the log, not by time: a key signs heads from the entry on that introduces it to the
 * next. Each change is an act with an entry that holds a signed statement, which the offline verifier follows.
 * Thread-safe.
 */
public interface LogCustody {
    /**
     * The keys so far.
     *
     * @return the first key first; a log whose key was never changed has the one of its signer
     */
    List<LogKey> keys();

    /**
     * Hands over to another key. Old and new one sign it. From then on this governance signs with the new one, and other
     * processes refuse to sign until they are wired with it.
     *
     * @param actor who
     * @param next the new key; its name or its key differs from all former ones
     * @param reason why
     * @return the key in use now
     * @throws io.modelgovernance.ConflictException if this governance does not hold the key in use
     * @throws io.modelgovernance.InvalidInputException if the key was used before
     */
    LogKey rotate(Actor actor, Signer next, String reason);

    /**
     * Says that a former key proves nothing any more beyond a size, since somebody else may have it.
     *
     * @param actor who
     * @param former the key, not the one in use
     * @param after the greatest size whose heads it still proves
     * @param reason why
     * @throws io.modelgovernance.ConflictException if this governance does not hold the key in use
     * @throws io.modelgovernance.InvalidInputException if it is in use, or no key of this log
     */
    void revoke(Actor actor, VerifierKey former, long after, String reason);

    /**
     * Says after a restore from a backup what was lost, so that a head which somebody kept is explained by it. It does
     * not make the lost entries come back, and a verifier accepts it only if told to.
     *
     * @param actor who
     * @param size how many entries the backup had
     * @param lost the latest head known of what was lost, signed with the log's key
     * @param reason what happened
     * @return the break
     * @throws io.modelgovernance.InvalidInputException if the size is not one of this log, the head is not one of a
     *     longer log of this name, or the log holds what the head says
     * @throws io.modelgovernance.ConflictException if this governance does not hold the key in use
     */
    Discontinuity declareBreak(Actor actor, long size, Checkpoint lost, String reason);
}
