package io.modelgovernance.core.rollout;

import io.modelgovernance.Digest;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.rollout.Comparison;
import io.modelgovernance.rollout.Guardrail;
import io.modelgovernance.rollout.RolloutEvidence;
import io.modelgovernance.rollout.RolloutPlan;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.ObservationStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the stored outcomes of a roll-out amount to. Reads on from where it was; read anew from the start it comes to the
 * same. Thread-safe.
 */
final class OutcomeTally {
    private static final int READ = 1_000;
    private static final Digest NOTHING = Digest.of(new byte[0]);

    private final ObservationStore observations;
    private final String stream;
    private final Map<String, Long> read = new TreeMap<>();
    private final Map<String, Digest> digests = new TreeMap<>();
    private final Map<String, MetricTally> metrics = new HashMap<>();

    OutcomeTally(ObservationStore observations, String stream) {
        this.observations = observations;
        this.stream = stream;
    }

    synchronized RolloutEvidence look(RolloutPlan plan, Instant at) {
        for (String writer : observations.writers(stream)) {
            readOn(writer);
        }
        List<Comparison> harms = plan.guardrails().stream().map(this::compare).toList();
        Comparison goal = metric(plan.goal().metric())
                .compare(plan.goal().metric(), plan.goal().margin(), plan.goal().alpha());
        return new RolloutEvidence(
                at, goal, harms, read, Digest.of(digests.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private Comparison compare(Guardrail guardrail) {
        return metric(guardrail.metric()).compare(guardrail.metric(), guardrail.tolerance(), guardrail.alpha());
    }

    private MetricTally metric(String name) {
        return metrics.computeIfAbsent(name, key -> new MetricTally());
    }

    private void readOn(String writer) {
        long after = read.getOrDefault(writer, 0L);
        for (List<Observation> page = observations.read(stream, writer, after, READ);
                !page.isEmpty();
                page = observations.read(stream, writer, after, READ)) {
            for (Observation one : page) {
                OutcomeNote note = RecordCodec.read(OutcomeNote.class, one.body());
                metric(note.metric()).add(writer, note);
                Digest before = digests.getOrDefault(writer, NOTHING);
                digests.put(
                        writer,
                        Digest.of((before.hex() + Digest.of(one.body()).hex()).getBytes(StandardCharsets.UTF_8)));
                after = one.sequence();
                read.put(writer, after);
            }
        }
    }
}
