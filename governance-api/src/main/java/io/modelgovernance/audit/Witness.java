package io.modelgovernance.audit;

import java.io.IOException;
import java.util.Optional;

/**
 * Somebody out of reach of those who keep the log, who is shown its heads and remembers them. Thread-safe.
 *
 * <p>Without one, whoever holds the database and the signing key can rewrite the log from its beginning, and nobody can
 * tell.
 */
public interface Witness {
    /**
     * What it is called in reports.
     *
     * @return a name
     */
    String name();

    /**
     * Shows it a head.
     *
     * @param head the head, signed
     * @param growth proves growth from the size that it is asked for, at least 1, to this head
     * @return its signature line for the head's note, without line end; empty if it only keeps what it is shown
     * @throws io.modelgovernance.InvalidInputException if it refuses: the head does not continue the one it saw last
     * @throws IOException if it could not be reached or did not answer in time
     */
    Optional<String> show(Checkpoint head, Growth growth) throws IOException;

    /** Proves that the log has only grown. */
    @FunctionalInterface
    interface Growth {
        /**
         * Proves growth to the head that is shown.
         *
         * @param from the smaller size, at least 1
         * @return the proof
         */
        ConsistencyProof from(long from);
    }
}
