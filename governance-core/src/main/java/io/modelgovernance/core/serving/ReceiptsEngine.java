package io.modelgovernance.core.serving;

import io.modelgovernance.NotFoundException;
import io.modelgovernance.audit.Acknowledgement;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.Receipt;
import io.modelgovernance.audit.Receipts;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.ObservationStore;
import io.modelgovernance.spi.RecordQuery;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Receipts from the marks of sealed batches and the last head that witnesses took. Thread-safe. */
public final class ReceiptsEngine implements Receipts {
    private final Ledger ledger;
    private final ObservationStore observations;
    private final Supplier<Optional<Checkpoint>> anchored;

    /**
     * Creates it.
     *
     * @param ledger where batches are sealed
     * @param observations where decisions are
     * @param anchored the last head that the witnesses took
     */
    public ReceiptsEngine(Ledger ledger, ObservationStore observations, Supplier<Optional<Checkpoint>> anchored) {
        this.ledger = ledger;
        this.observations = observations;
        this.anchored = anchored;
    }

    @Override
    public Receipt ofEntry(long position) {
        long size = ledger.head();
        if (position < 1 || position > size) {
            throw new NotFoundException(
                    "journal entry", Long.toString(position), "Maybe one of 1 to " + size + " is meant.");
        }
        Optional<Checkpoint> anchor = anchored.get().filter(head -> head.size() >= position);
        Acknowledgement reached = anchor.isPresent() ? Acknowledgement.ANCHORED : Acknowledgement.SEQUENCED;
        return new Receipt(reached, Optional.of(position), anchor);
    }

    @Override
    public Receipt ofDecision(String model, String decision) {
        String stream = DecisionWriter.stream(model);
        Observation stored = observations
                .find(stream, decision)
                .orElseThrow(() -> new NotFoundException(
                        "decision", decision, "Maybe its record still waits to be stored, or was pruned."));
        String scope = Keys.sealed(stream, stored.writer());
        RecordQuery following = new RecordQuery(
                Keys.DECIDED,
                Optional.of(scope),
                List.of(),
                GovernanceStore.NOW,
                Optional.of(SealedDecisions.key(scope, stored.sequence() - 1)),
                1);
        return ledger.page(SealedDecisions.class, following).stream()
                .findFirst()
                .map(batch ->
                        ledger.positions(SealedDecisions.key(scope, batch.to())).get(0))
                .map(this::ofEntry)
                .orElseGet(() -> new Receipt(Acknowledgement.DURABLE, Optional.empty(), Optional.empty()));
    }
}
