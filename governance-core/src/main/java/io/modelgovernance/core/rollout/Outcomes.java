package io.modelgovernance.core.rollout;

import io.modelgovernance.ConflictException;
import io.modelgovernance.Digest;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.ledger.Appender;
import io.modelgovernance.core.serving.ServingContext;
import io.modelgovernance.rollout.Assignment;
import io.modelgovernance.rollout.Rollout;
import io.modelgovernance.rollout.RolloutEvidence;
import io.modelgovernance.serving.DecisionRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The outcomes of one roll-out: joined to decisions by their ids, one a subject and metric. Thread-safe. */
final class Outcomes {
    private final ServingContext context;
    private final Rollout rollout;
    private final Appender appender;
    private final OutcomeTally tally;

    Outcomes(ServingContext context, Rollout rollout) {
        this.context = context;
        this.rollout = rollout;
        String stream = "outcome/" + model() + "/" + rollout.id();
        this.appender = new Appender(context.observations(), stream, context.random());
        this.tally = new OutcomeTally(context.observations(), stream);
    }

    private String model() {
        return rollout.plan().challenger().model();
    }

    /** Whether it is about this roll-out. */
    boolean of(Rollout other) {
        return rollout.id().equals(other.id());
    }

    boolean take(String decisionId, String metric, boolean happened) {
        DecisionRecord record = context.observations()
                .find("decision/" + model(), decisionId)
                .map(stored -> RecordCodec.read(DecisionRecord.class, stored.body()))
                .orElseThrow(() -> new NotFoundException(
                        "decision", decisionId, "Maybe it waits to be stored; flush the model or report it later."));
        Optional<Assignment> assignment =
                Assigner.read(record.breaches()).filter(one -> one.rollout().equals(rollout.id()));
        if (assignment.isEmpty() || !rollout.plan().watches(metric)) {
            return false;
        }
        String id = Digest.of((rollout.salt() + " " + metric + " " + record.subject()).getBytes(StandardCharsets.UTF_8))
                .hex();
        if (known(id)) {
            return false;
        }
        OutcomeNote note =
                new OutcomeNote(metric, assignment.get().arm(), assignment.get().share(), happened, decisionId);
        try {
            appender.append(List.of(Map.entry(id, note)), context.ledger().now());
            return true;
        } catch (ConflictException e) {
            if (known(id)) {
                return false;
            }
            throw e;
        }
    }

    private boolean known(String id) {
        return context.observations().find(appender.stream(), id).isPresent();
    }

    RolloutEvidence look() {
        return tally.look(rollout.plan(), context.ledger().now());
    }
}
