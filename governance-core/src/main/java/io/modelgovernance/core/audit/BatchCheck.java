package io.modelgovernance.core.audit;

import io.modelgovernance.Digest;
import io.modelgovernance.core.ledger.EntryBody;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.ObservationStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Whether the stored observations are those that were sealed, without a hole and without a doublet. */
final class BatchCheck {
    private static final int PAGE = 1_000;

    private final ObservationStore observations;
    private final Map<String, Map<String, Long>> sealedUpTo = new HashMap<>();
    private long sealed;
    private long unsealed;

    BatchCheck(ObservationStore observations) {
        this.observations = observations;
    }

    void check(EntryBody entry, Consumer<String> problem) {
        SealedBatch batch = SealedBatch.read(entry.details());
        Digest root = SealedBatch.root(observations, batch.stream(), batch.writer(), batch.from(), batch.to());
        Map<String, Long> writers = sealedUpTo.computeIfAbsent(batch.stream(), stream -> new HashMap<>());
        long before = writers.getOrDefault(batch.writer(), 0L);
        if (batch.from() != before + 1) {
            problem.accept("Entry " + entry.position() + " seals from " + batch.from() + " but " + before
                    + " observations of " + batch.writer() + " were sealed before.");
        }
        writers.put(batch.writer(), batch.to());
        if (!root.equals(batch.root())) {
            problem.accept("Observations " + batch.from() + " to " + batch.to() + " of " + batch.stream() + " by "
                    + batch.writer() + " are not those that entry " + entry.position() + " sealed.");
        }
        sealed += batch.to() - batch.from() + 1;
    }

    void countUnsealed() {
        for (Map.Entry<String, Map<String, Long>> stream : sealedUpTo.entrySet()) {
            for (String writer : new TreeSet<>(observations.writers(stream.getKey()))) {
                long after = stream.getValue().getOrDefault(writer, 0L);
                List<Observation> rest = observations.read(stream.getKey(), writer, after, PAGE);
                while (!rest.isEmpty()) {
                    unsealed += rest.size();
                    after = rest.get(rest.size() - 1).sequence();
                    rest = observations.read(stream.getKey(), writer, after, PAGE);
                }
            }
        }
    }

    long sealed() {
        return sealed;
    }

    long unsealed() {
        return unsealed;
    }
}
