package io.modelgovernance.core.rollout;

import io.modelgovernance.Decision;
import io.modelgovernance.GovernanceException;
import io.modelgovernance.core.ledger.Appender;
import io.modelgovernance.core.serving.ServingContext;
import io.modelgovernance.model.Scorer;
import io.modelgovernance.registry.DecisionRule;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.rollout.Rollout;
import io.modelgovernance.serving.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the challenger make the champion's decisions again, off the caller's path. What finds the queue full is counted and
 * dropped: a shadow never holds up a decision. Thread-safe.
 */
final class Shadow {
    private static final Logger LOG = LoggerFactory.getLogger(Shadow.class);
    private static final int BATCH = 500;

    private record Waiting(Decision.Served decision, double[] row) {}

    private final ServingContext context;
    private final Rollout rollout;
    private final Scorer scorer;
    private final DecisionRule rule;
    private final Appender appender;
    private final ArrayBlockingQueue<Waiting> queue;
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicBoolean asked = new AtomicBoolean();

    Shadow(ServingContext context, Rollout rollout, ModelVersion version, Scorer scorer, int capacity) {
        this.context = context;
        this.rollout = rollout;
        this.scorer = scorer;
        this.rule = version.rule().orElse(DecisionRule.declineFrom(0));
        this.appender = new Appender(context.observations(), ShadowLog.stream(rollout), context.random());
        this.queue = new ArrayBlockingQueue<>(capacity);
    }

    boolean of(Rollout other) {
        return rollout.id().equals(other.id());
    }

    void offer(Decision.Served decision, double[] row) {
        if (!queue.offer(new Waiting(decision, row.clone()))) {
            dropped.incrementAndGet();
        }
        if (asked.compareAndSet(false, true)) {
            context.writers().execute(this::drainQuietly);
        }
    }

    private void drainQuietly() {
        try {
            drain();
        } catch (GovernanceException e) {
            LOG.warn("What the shadow {} saw could not be stored: {}", rollout.id(), e.getMessage());
        }
    }

    /** Decides what waits. What cannot be stored is dropped, and counted. */
    synchronized void drain() {
        asked.set(false);
        List<Waiting> batch = new ArrayList<>(BATCH);
        while (queue.drainTo(batch, BATCH) > 0 || dropped.get() > 0) {
            long missed = dropped.getAndSet(0);
            List<Map.Entry<String, ShadowNote>> notes = new ArrayList<>(batch.size() + 1);
            batch.forEach(one -> notes.add(Map.entry(one.decision().id(), note(one))));
            if (missed > 0) {
                ShadowNote note = new ShadowNote("", 0, 0, Outcome.NONE, Outcome.NONE, missed);
                notes.add(Map.entry("dropped-" + java.util.UUID.randomUUID(), note));
            }
            try {
                appender.append(notes, context.ledger().now());
            } catch (GovernanceException e) {
                dropped.addAndGet(missed + batch.size());
                throw e;
            }
            batch.clear();
        }
    }

    private ShadowNote note(Waiting one) {
        Decision.Served served = one.decision();
        double score = Double.NaN;
        try {
            score = scorer.score(one.row());
        } catch (RuntimeException e) {
            LOG.debug("The shadow {} could not score {}", rollout.id(), served.id(), e);
        }
        Outcome outcome = Double.isFinite(score) ? rule.apply(score) : Outcome.NONE;
        return new ShadowNote(served.id(), served.score(), score, served.outcome(), outcome, 0);
    }
}
