package io.modelgovernance.core.rollout;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.stats.Proportions;
import io.modelgovernance.rollout.Rollout;
import io.modelgovernance.rollout.ShadowReport;
import io.modelgovernance.serving.Outcome;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.ObservationStore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up what shadows saw. */
final class ShadowLog {
    private static final int READ = 1_000;
    private static final double LEVEL = 0.95;

    private final Map<String, Long> changed = new TreeMap<>();
    private long compared;
    private long failed;
    private long dropped;
    private double sum;
    private double most;

    private ShadowLog() {}

    static String stream(Rollout rollout) {
        return "shadow/" + rollout.plan().challenger().model() + "/" + rollout.id();
    }

    static ShadowReport report(ObservationStore observations, String stream) {
        ShadowLog log = new ShadowLog();
        for (String writer : observations.writers(stream)) {
            long after = 0;
            for (List<Observation> page = observations.read(stream, writer, after, READ);
                    !page.isEmpty();
                    page = observations.read(stream, writer, after, READ)) {
                page.forEach(one -> log.add(RecordCodec.read(ShadowNote.class, one.body())));
                after = page.get(page.size() - 1).sequence();
            }
        }
        return log.report();
    }

    private void add(ShadowNote note) {
        dropped += note.dropped();
        if (note.decision().isEmpty()) {
            return;
        }
        if (note.shadowOutcome() == Outcome.NONE) {
            failed++;
            return;
        }
        compared++;
        double difference = Math.abs(note.shadowScore() - note.score());
        sum += difference;
        most = Math.max(most, difference);
        if (note.outcome() != note.shadowOutcome()) {
            changed.merge(note.outcome() + " to " + note.shadowOutcome(), 1L, Long::sum);
        }
    }

    private ShadowReport report() {
        long flipped = changed.values().stream().mapToLong(Long::longValue).sum();
        Estimate changes = compared == 0
                ? Estimate.notEnoughData(0, "no decision was compared")
                : Proportions.of(flipped, compared, LEVEL);
        return new ShadowReport(compared, failed, dropped, changed, changes, compared == 0 ? 0 : sum / compared, most);
    }
}
