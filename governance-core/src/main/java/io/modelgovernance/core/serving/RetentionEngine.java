package io.modelgovernance.core.serving;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.RefusedException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.audit.Pruning;
import io.modelgovernance.audit.RetentionClass;
import io.modelgovernance.audit.RetentionSchedule;
import io.modelgovernance.core.audit.SealedBatch;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.lineage.Provenance;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.ObservationStore;
import io.modelgovernance.spi.PrunableObservationStore;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import java.util.ArrayList;
import java.util.List;

/** The retention schedule over the ledger. Thread-safe. */
public final class RetentionEngine implements RetentionSchedule {
    private final Ledger ledger;
    private final ObservationStore observations;
    private final Provenance provenance;
    private final Policy policy;

    /**
     * Creates it.
     *
     * @param ledger where acts go
     * @param observations where decisions are
     * @param provenance what came from what
     * @param policy how long each tier's decisions are kept at least
     */
    public RetentionEngine(Ledger ledger, ObservationStore observations, Provenance provenance, Policy policy) {
        this.ledger = ledger;
        this.observations = observations;
        this.provenance = provenance;
        this.policy = policy;
    }

    @Override
    public RetentionClass define(Actor actor, RetentionClass schedule, String reason) {
        return ledger.act(actor, EventType.RETENTION_DEFINED, schedule.name(), reason, act -> {
            act.detail("keep", schedule.keep());
            act.put(new RecordKey(Keys.RETENTION_CLASS, Keys.RETENTION_CLASS, schedule.name()), schedule);
            return schedule;
        });
    }

    @Override
    public List<RetentionClass> classes() {
        return ledger.list(
                RetentionClass.class, RecordQuery.in(Keys.RETENTION_CLASS, Keys.RETENTION_CLASS), AsOf.now());
    }

    @Override
    public Pruning prune(Actor actor, String model, String reason) {
        PrunableObservationStore store = PrunableObservationStore.of(observations);
        String stream = DecisionWriter.stream(model);
        BatchNeeds needs = new BatchNeeds(ledger, observations, provenance, policy, classes());
        int batches = 0;
        long decisions = 0;
        List<Pruning.Kept> kept = new ArrayList<>();
        for (String writer : observations.writers(stream)) {
            RecordQuery sealed = RecordQuery.in(Keys.DECIDED, Keys.sealed(stream, writer));
            for (SealedDecisions batch : ledger.list(SealedDecisions.class, sealed, AsOf.now())) {
                List<String> neededBy = pruned(batch) ? List.of() : remove(actor, model, reason, batch, needs);
                if (neededBy.isEmpty()) {
                    int removed = store.prune(stream, writer, batch.from(), batch.to());
                    batches += removed > 0 ? 1 : 0;
                    decisions += removed;
                } else {
                    kept.add(new Pruning.Kept(writer, batch.from(), batch.to(), neededBy));
                }
            }
        }
        return new Pruning(batches, decisions, kept);
    }

    private static RecordKey key(SealedDecisions batch) {
        return SealedDecisions.key(Keys.sealed(batch.stream(), batch.writer()), batch.to());
    }

    private static RecordKey mark(SealedDecisions batch) {
        return new RecordKey(key(batch).scope(), Keys.PRUNED, key(batch).id());
    }

    private boolean pruned(SealedDecisions batch) {
        return ledger.find(SealedDecisions.class, mark(batch), AsOf.now()).isPresent();
    }

    /** Records the removal, unless something needs the batch; what was read about its versions must still hold then. */
    private List<String> remove(Actor actor, String model, String reason, SealedDecisions batch, BatchNeeds needs) {
        List<String> known = needs.of(model, batch);
        if (!known.isEmpty()) {
            return known;
        }
        SealedBatch sealed = intact(batch);
        try {
            ledger.act(actor, EventType.DECISIONS_PRUNED, batch.stream(), reason, act -> {
                List<String> late = new ArrayList<>();
                for (String version : batch.versions().keySet()) {
                    late.addAll(BatchNeeds.ofVersion(act, VersionId.parse(version)));
                }
                sealed.describe(act);
                if (!late.isEmpty()) {
                    act.refuse(late);
                }
                act.put(mark(batch), batch);
                return batch;
            });
            return List.of();
        } catch (RefusedException e) {
            return e.reasons();
        }
    }

    private SealedBatch intact(SealedDecisions batch) {
        long sealedAt = ledger.positions(key(batch)).get(0);
        SealedBatch sealed = SealedBatch.of(ledger.entries(sealedAt - 1, 1).get(0));
        if (!SealedBatch.root(observations, batch.stream(), batch.writer(), batch.from(), batch.to())
                .equals(sealed.root())) {
            throw new IntegrityException(
                    "observations " + batch.from() + " to " + batch.to() + " of " + batch.stream(),
                    "The observations (" + batch.from() + " to " + batch.to() + " of " + batch.stream() + " by "
                            + batch.writer() + ") must be those that entry " + sealedAt
                            + " sealed. Maybe verify() the log before anything is removed.");
        }
        return sealed;
    }
}
