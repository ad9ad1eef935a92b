package io.modelgovernance.lineage;

import io.modelgovernance.Estimate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is on record about a run.
 *
 * @param id its id
 * @param name what it did
 * @param actor who ran it
 * @param startedAt when it began
 * @param finishedAt when it ended, empty while it runs or if its process died
 * @param status where it stands
 * @param inputs nodes it read
 * @param code its code, if recorded
 * @param environment Java version, operating system and processor
 * @param parameters its parameters
 * @param metrics its figures
 * @param note why it failed, else empty
 */
public record RunRecord(
        String id,
        String name,
        String actor,
        Instant startedAt,
        Optional<Instant> finishedAt,
        Status status,
        List<String> inputs,
        Optional<String> code,
        Map<String, String> environment,
        Map<String, String> parameters,
        Map<String, Estimate> metrics,
        String note) {
    /** Where a run stands. */
    public enum Status {
        /** It began. */
        STARTED,
        /** It ended well. */
        COMPLETED,
        /** It failed. */
        FAILED
    }

    /** Copies the collections. */
    public RunRecord {
        inputs = List.copyOf(inputs);
        environment = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(environment));
        parameters = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(parameters));
        metrics = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(metrics));
    }
}
