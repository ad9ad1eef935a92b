package io.modelgovernance.core.review;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.review.ReviewCase;
import io.modelgovernance.review.ReviewCase.Status;
import io.modelgovernance.review.ReviewIntake;
import io.modelgovernance.review.ReviewPlan;
import io.modelgovernance.review.ReviewRule;
import io.modelgovernance.risk.RiskRegister;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.risk.TierInForce;
import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.serving.Outcome;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.ObservationStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads stored decisions on from where it was, and queues cases in acts of a hundred at most. Thread-safe. */
final class Intake {
    private static final int READ = 500;
    private static final int AN_ACT = 100;

    private final Ledger ledger;
    private final ObservationStore observations;
    private final RiskRegister risk;
    private final Cases cases;

    /**
     * Up to where each writer's decisions were read when cases were last queued.
     *
     * @param read sequence by writer
     */
    record Cursor(Map<String, Long> read) {
        Cursor {
            read = java.util.Collections.unmodifiableMap(new TreeMap<>(read));
        }
    }

    /** What is to be queued in one act. */
    private record Batch(List<Found> found, Map<String, Long> read, long decisions, boolean more) {}

    /** A case, and what was read before it. */
    private record Found(ReviewCase drafted, Map<String, Long> before) {}

    Intake(Ledger ledger, ObservationStore observations, RiskRegister risk, Cases cases) {
        this.ledger = ledger;
        this.observations = observations;
        this.risk = risk;
        this.cases = cases;
    }

    ReviewIntake collect(Actor actor, String model, List<ReviewRule> rules) {
        Act reading = ledger.read();
        ReviewPlan plan = Cases.requirePlan(reading, model);
        Map<String, Long> from = ledger.find(Cursor.class, Cases.cursorKey(model), AsOf.now())
                .map(Cursor::read)
                .orElse(Map.of());
        long decisions = 0;
        int queued = 0;
        while (true) {
            Batch batch = next(plan, rules, from);
            decisions += batch.decisions();
            if (!batch.found().isEmpty()) {
                ReviewIntake done = queue(actor, model, batch);
                queued += done.queued();
                if (done.full()) {
                    return new ReviewIntake(decisions, queued, true);
                }
            }
            if (!batch.more()) {
                return new ReviewIntake(decisions, queued, false);
            }
            from = batch.read();
        }
    }

    private Batch next(ReviewPlan plan, List<ReviewRule> rules, Map<String, Long> from) {
        String stream = "decision/" + plan.model();
        Map<String, Long> read = new TreeMap<>(from);
        Map<VersionId, Optional<RiskTier>> tiers = new HashMap<>();
        List<Found> found = new ArrayList<>();
        long decisions = 0;
        for (String writer : observations.writers(stream)) {
            long after = read.getOrDefault(writer, 0L);
            for (List<Observation> page = observations.read(stream, writer, after, READ);
                    !page.isEmpty();
                    page = observations.read(stream, writer, after, READ)) {
                for (Observation one : page) {
                    DecisionRecord record = RecordCodec.read(DecisionRecord.class, one.body());
                    Optional<RiskTier> tier = tiers.computeIfAbsent(record.version(), this::tier);
                    Optional<Draw.Drawn> drawn = Draw.of(plan, tier, rules, record);
                    if (drawn.isPresent()) {
                        found.add(new Found(drafted(plan, record, drawn.get()), Map.copyOf(read)));
                    }
                    decisions++;
                    after = one.sequence();
                    read.put(writer, after);
                    if (found.size() == AN_ACT) {
                        return new Batch(found, read, decisions, true);
                    }
                }
            }
        }
        return new Batch(found, read, decisions, false);
    }

    private Optional<RiskTier> tier(VersionId version) {
        return risk.tier(version, AsOf.now()).map(TierInForce::tier);
    }

    private static ReviewCase drafted(ReviewPlan plan, DecisionRecord record, Draw.Drawn drawn) {
        return new ReviewCase(
                record.id(),
                record.version(),
                drawn.source(),
                drawn.why(),
                record.outcome(),
                Draw.reviewers(plan, record),
                Instant.EPOCH,
                Instant.EPOCH,
                false,
                Map.of(),
                List.of(),
                Status.OPEN,
                Outcome.NONE);
    }

    /** As many as there is room for; what was queued already by another process is passed over. */
    private ReviewIntake queue(Actor actor, String model, Batch batch) {
        return ledger.act(actor, EventType.REVIEW_QUEUED, model, "", act -> {
            ReviewPlan plan = Cases.requirePlan(act, model);
            Map<String, Long> read = new TreeMap<>(act.find(Cursor.class, Cases.cursorKey(model))
                    .map(Cursor::read)
                    .orElse(Map.of()));
            int room = plan.capacity() - cases.waiting(model).size();
            int queued = 0;
            boolean full = false;
            Map<String, Long> reached = batch.read();
            for (Found one : batch.found()) {
                if (act.find(ReviewCase.class, Cases.key(model, one.drafted().decision()))
                        .isPresent()) {
                    continue;
                }
                if (queued == room) {
                    full = true;
                    reached = one.before();
                    break;
                }
                Cases.put(act, one.drafted().queued(act.now(), act.now().plus(plan.deadline())));
                queued++;
            }
            reached.forEach((writer, sequence) -> read.merge(writer, sequence, Math::max));
            act.put(Cases.cursorKey(model), new Cursor(read));
            act.detail("queued", queued);
            act.detail("full", full);
            return new ReviewIntake(0, queued, full);
        });
    }
}
