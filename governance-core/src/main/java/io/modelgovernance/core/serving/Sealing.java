package io.modelgovernance.core.serving;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.audit.SealedBatch;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.ObservationStore;
import io.modelgovernance.spi.RecordKey;
import java.util.List;

/** Seals stored observations into the audit log: a Merkle root over each run. Thread-safe. */
final class Sealing {
    private static final int SEAL_AT_MOST = 10_000;

    private final Ledger ledger;
    private final ObservationStore observations;
    private final String stream;
    private final Actor service;

    /**
     * Up to where a writer's observations are sealed.
     *
     * @param sealedUpTo last sealed sequence
     */
    record Mark(long sealedUpTo) {}

    Sealing(Ledger ledger, ObservationStore observations, String stream, Actor service) {
        this.ledger = ledger;
        this.observations = observations;
        this.stream = stream;
        this.service = service;
    }

    /** Up to which sequence a writer's decisions are sealed. */
    static long upTo(Ledger ledger, String stream, String writer, AsOf asOf) {
        return ledger.find(Mark.class, mark(stream, writer), asOf)
                .map(Mark::sealedUpTo)
                .orElse(0L);
    }

    private static RecordKey mark(String stream, String writer) {
        return new RecordKey(Keys.sealed(stream, writer), Keys.SEALED, writer);
    }

    /** Seals everything stored in the stream that is not sealed yet, also what a process that died left behind. */
    int seal() {
        int sealed = 0;
        for (String name : observations.writers(stream)) {
            int more = sealNext(name);
            while (more > 0) {
                sealed += more;
                more = sealNext(name);
            }
        }
        return sealed;
    }

    private int sealNext(String name) {
        RecordKey key = mark(stream, name);
        long known = upTo(ledger, stream, name, AsOf.now());
        if (observations.read(stream, name, known, 1).isEmpty()) {
            return 0;
        }
        return ledger.act(service, EventType.DECISIONS_SEALED, stream, "", act -> {
            long after = act.find(Mark.class, key).map(Mark::sealedUpTo).orElse(0L);
            List<Observation> rest = observations.read(stream, name, after, SEAL_AT_MOST);
            long to = rest.isEmpty() ? after : rest.get(rest.size() - 1).sequence();
            new SealedBatch(stream, name, after + 1, to, SealedBatch.root(observations, stream, name, after + 1, to))
                    .describe(act);
            if (!rest.isEmpty()) {
                SealedDecisions.note(act, stream, name, rest);
            }
            act.put(key, new Mark(to));
            return rest.size();
        });
    }
}
