package io.modelgovernance.audit;

import io.modelgovernance.NotFoundException;

/**
 * Tells how safe acts and decisions are by now. An act is sequenced when its call returns; a decision is durable when it
 * is stored, and sequenced once its batch is sealed, some ten seconds later. Thread-safe.
 */
public interface Receipts {
    /**
     * Of an act.
     *
     * @param position its entry
     * @return at least sequenced
     * @throws NotFoundException if the log is not that long
     */
    Receipt ofEntry(long position);

    /**
     * Of a decision.
     *
     * @param model the model
     * @param decision its id
     * @return at least durable
     * @throws NotFoundException if it is not stored: not yet, or not any more
     */
    Receipt ofDecision(String model, String decision);
}
