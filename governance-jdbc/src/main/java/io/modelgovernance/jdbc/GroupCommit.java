package io.modelgovernance.jdbc;

import io.modelgovernance.StoreException;
import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.Committed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Lets acts that would wait for the head of the ledger share one transaction: the first thread leads, and while it
 * writes the others queue; the next leader takes all that wait. Nobody waits for company, so a lone act is as quick as
 * without. Where the database lets the next leader wait for the head, he may begin while the last one still commits.
 *
 * <p>Each act keeps its own outcome. If a group fails as a whole and nothing of it was written, each of its acts is
 * tried alone on its own thread, so that one that the database refuses does not fail the others. Thread-safe.
 */
final class GroupCommit {
    private static final int MOST = 64;

    private final BiFunction<List<ChangeSet>, Runnable, List<ActResult>> together;
    private final BiFunction<ChangeSet, Runnable, Committed> alone;
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private boolean led;

    /**
     * Creates it.
     *
     * @param together commits several acts in one transaction: one result each, in their order; and may tell when all
     *     is written and but the commit is left
     * @param alone commits one act, and may tell the same
     */
    GroupCommit(
            BiFunction<List<ChangeSet>, Runnable, List<ActResult>> together,
            BiFunction<ChangeSet, Runnable, Committed> alone) {
        this.together = together;
        this.alone = alone;
    }

    /** An act in the queue; its turn has come when it is to lead (true) or its group is through (false). */
    private static final class Waiting {
        private final ChangeSet changes;
        private final CompletableFuture<Boolean> turn = new CompletableFuture<>();
        private @Nullable ActResult result;

        Waiting(ChangeSet changes) {
            this.changes = changes;
        }
    }

    Committed commit(ChangeSet changes) {
        Waiting mine = new Waiting(changes);
        if (enter(mine) || mine.turn.join()) {
            lead();
        }
        return mine.result == null ? alone.apply(changes, () -> {}) : mine.result.orThrow();
    }

    /** Whether nobody leads, so that the newcomer does. */
    private boolean enter(Waiting mine) {
        synchronized (queue) {
            queue.add(mine);
            boolean first = !led;
            led = true;
            return first;
        }
    }

    /** Calls the next leader, once: a transaction that is tried again tells again that all is written. */
    private final class Lead implements Runnable {
        private boolean passedOn;

        @Override
        public void run() {
            if (!passedOn) {
                passedOn = true;
                passOn();
            }
        }
    }

    /** Commits what waits, oneself first in it; the next leader is called before the others of the group. */
    private void lead() {
        List<Waiting> group = take();
        Lead lead = new Lead();
        try {
            if (group.size() == 1) {
                commitAlone(group.get(0), lead);
            } else {
                commitTogether(group, lead);
            }
        } finally {
            lead.run();
            group.forEach(waiting -> waiting.turn.complete(false));
        }
    }

    /** How many wait to be taken. */
    int waiting() {
        synchronized (queue) {
            return queue.size();
        }
    }

    private List<Waiting> take() {
        synchronized (queue) {
            List<Waiting> group = new ArrayList<>();
            while (group.size() < MOST && !queue.isEmpty()) {
                group.add(queue.remove());
            }
            return group;
        }
    }

    private void passOn() {
        Waiting next;
        synchronized (queue) {
            next = queue.peek();
            led = next != null;
        }
        if (next != null) {
            next.turn.complete(true);
        }
    }

    private void commitAlone(Waiting one, Lead lead) {
        try {
            one.result = ActResult.of(alone.apply(one.changes, lead));
        } catch (RuntimeException e) {
            one.result = ActResult.of(e);
        }
    }

    /** What has no result afterwards is tried alone. */
    private void commitTogether(List<Waiting> group, Lead lead) {
        List<ActResult> results;
        try {
            results = together.apply(
                    group.stream().map(waiting -> waiting.changes).toList(), lead);
        } catch (StoreException e) {
            if (e.outcome() == StoreException.Outcome.UNKNOWN) {
                group.forEach(waiting -> waiting.result = ActResult.of(e));
            }
            return;
        }
        for (int i = 0; i < results.size(); i++) {
            group.get(i).result = results.get(i);
        }
    }
}
