package io.modelgovernance.serving;

import io.modelgovernance.Actor;

/**
 * Stops a model in every process that serves it, and says which of them have heard.
 *
 * <p>A process that serves a model reports when it begins, once in a while, when what it is told changes, and when it
 * ends. After a stop it asks the registry at the latest a third of its lease later, refuses from then on, and reports
 * that. One that does not is listed as absent; its lease ends by itself, for a process that cannot confirm its view of
 * the registry refuses too.
 */
public interface KillSwitch {
    /**
     * Stops a model: no version of it decides until it is resumed.
     *
     * @param actor who
     * @param model which
     * @param reason why
     * @return the stop, to ask after
     * @throws io.modelgovernance.ConflictException if it is stopped already
     */
    Kill kill(Actor actor, String model, String reason);

    /**
     * Who has heard so far. May be asked as often as one likes.
     *
     * @param kill the stop
     * @return every process known to serve the model when it was stopped
     */
    KillReport receipts(Kill kill);

    /**
     * Writes into the audit log who has heard.
     *
     * @param actor who
     * @param kill the stop
     * @return what was written
     */
    KillReport conclude(Actor actor, Kill kill);
}
