package io.modelgovernance.core.audit;

import io.modelgovernance.core.ledger.EntryBody;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.ObservationStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Whether the stored observations are those that were sealed, without a hole and without a doublet. What is missing
 * because the log says that it was pruned is no problem.
 */
final class BatchCheck {
    private static final int PAGE = 1_000;

    private final ObservationStore observations;
    private final Map<String, Map<String, Long>> sealedUpTo = new HashMap<>();
    private final List<String> disordered = new ArrayList<>();
    private final Map<SealedBatch, String> differing = new LinkedHashMap<>();
    private long sealed;
    private long unsealed;

    BatchCheck(ObservationStore observations) {
        this.observations = observations;
    }

    void check(EntryBody entry) {
        SealedBatch batch = SealedBatch.read(entry.details());
        SealedBatch.Found found =
                SealedBatch.find(observations, batch.stream(), batch.writer(), batch.from(), batch.to());
        Map<String, Long> writers = sealedUpTo.computeIfAbsent(batch.stream(), stream -> new HashMap<>());
        long before = writers.getOrDefault(batch.writer(), 0L);
        if (batch.from() != before + 1) {
            disordered.add("Entry " + entry.position() + " seals from " + batch.from() + " but " + before
                    + " observations of " + batch.writer() + " were sealed before.");
        }
        writers.put(batch.writer(), batch.to());
        String which = "Observations " + batch.from() + " to " + batch.to() + " of " + batch.stream() + " by "
                + batch.writer();
        if (!found.root().equals(batch.root())) {
            differing.put(batch, which + " are not those that entry " + entry.position() + " sealed.");
        } else if (found.count() != batch.to() - batch.from() + 1) {
            differing.put(
                    batch,
                    which + " lack " + (batch.to() - batch.from() + 1 - found.count()) + " that were gone before entry "
                            + entry.position() + " sealed the rest.");
        }
        sealed += found.count();
    }

    /** Follows an entry that says a sealed batch was removed by order. */
    void pruned(EntryBody entry) {
        differing.remove(SealedBatch.read(entry.details()));
    }

    void finish(Consumer<String> problem) {
        disordered.forEach(problem);
        differing.values().forEach(problem);
        countUnsealed();
    }

    private void countUnsealed() {
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
