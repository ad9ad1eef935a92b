package io.modelgovernance.samples.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Decision;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.Verdict;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.serving.RecordRule;
import io.modelgovernance.serving.RecordRule.WhenFull;
import io.modelgovernance.serving.Recording;
import io.modelgovernance.serving.ServingListener;
import io.modelgovernance.serving.ServingOptions;
import io.modelgovernance.serving.Tally;
import io.modelgovernance.spi.Observation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Where decisions are asked for without pause, their records kept in one way; it remembers every one it was given. */
final class DecisionDesk implements AutoCloseable {
    private static final String STREAM = "decision/" + Counter.MODEL;

    /** What a decision does when there is no room for its record. */
    enum Mode {
        REFUSE(WhenFull.REFUSE),
        BLOCK(WhenFull.BLOCK),
        SPILL(WhenFull.SPILL),
        DROP(WhenFull.DROP),
        /** Each decision waits until its record is stored. */
        DURABLE(WhenFull.REFUSE);

        private final WhenFull whenFull;

        Mode(WhenFull whenFull) {
            this.whenFull = whenFull;
        }
    }

    private final Mode mode;
    private final GovernedModel model;
    private final Set<String> served = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicBoolean fails = new AtomicBoolean();

    /**
     * Opens it.
     *
     * @param governance in the mode DURABLE one whose policy demands it
     */
    DecisionDesk(Mode mode, Governance governance, Path spill) {
        this.mode = mode;
        RecordRule rule = RecordRule.standard().whenFull(mode.whenFull).maxWait(Duration.ofMillis(200));
        Recording recording = mode == Mode.SPILL
                ? Recording.standard().withSpill(spill, 64 << 20).withRule(rule)
                : Recording.standard().withRule(rule);
        ServingListener ears = new ServingListener() {
            @Override
            public void store(Store state) {
                fails.set(state == Store.FAILS);
            }
        };
        ServingOptions options = ServingOptions.defaults()
                .withCapacity(20)
                .withMaxStaleness(Duration.ofMinutes(5))
                .withRecording(recording)
                .withListener(ears);
        this.model = governance.govern(Counter.MODEL, Counter.LOADER, options);
    }

    /** One call. */
    void ask() {
        Verdict verdict = model.judge(Counter.CALL, Counter.GOOD);
        if (verdict instanceof Decision) {
            served.add(verdict.id());
        } else {
            refused.incrementAndGet();
        }
    }

    int served() {
        return served.size();
    }

    /** Whether it has met the fault: the store failed, and calls were answered in the mode's own way. */
    boolean suffers() {
        Tally tally = model.tally();
        return fails.get()
                && switch (mode) {
                    case REFUSE, BLOCK, DURABLE -> refused.get() > 0;
                    case SPILL -> tally.spilled() > 0;
                    case DROP -> tally.dropped() > 0;
                };
    }

    boolean recovered() {
        return !fails.get();
    }

    /** What was served is what was logged; or, in the mode that may drop, with what was declared missing. */
    void requireNothingLost(Governance governance, JdbcGovernanceStore store) {
        model.flush();
        model.flush();
        Tally tally = model.tally();
        assertEquals(0, tally.waiting() + tally.spilled(), tally::toString);
        Set<String> logged = logged(store);
        Set<String> missing = new HashSet<>(served);
        missing.removeAll(logged);
        Set<String> unserved = new HashSet<>(logged);
        unserved.removeAll(served);
        assertEquals(mode == Mode.DURABLE ? tally.withdrawn() : 0, unserved.size(), mode + " logged what nobody got");
        assertEquals(tally.dropped(), missing.size(), mode + " lost records");
        assertTrue(mode == Mode.DROP || missing.isEmpty(), mode + " lost records");
        assertEquals(tally.dropped(), declared(governance, "dropped"), mode + " must say what is missing");
        assertEquals(tally.withdrawn(), declared(governance, "withdrawn"), mode + " must say what nobody got");
    }

    /** Records of decisions that were given out, or so it says; of this desk alone. */
    private Set<String> logged(JdbcGovernanceStore store) {
        Set<String> ids = new HashSet<>();
        for (Observation one : store.read(STREAM, writer(), 0, Integer.MAX_VALUE)) {
            DecisionRecord record = model.record(one.id()).orElseThrow();
            if (record.kind() == DecisionRecord.Kind.SERVED) {
                ids.add(one.id());
            }
        }
        return ids;
    }

    private String writer() {
        String id = served.iterator().next();
        return id.substring(0, id.indexOf('-'));
    }

    private long declared(Governance governance, String detail) {
        return governance.audit().entries(0, 10_000).stream()
                .filter(entry -> entry.type() == EventType.DECISIONS_MISSING)
                .map(AuditEntry::details)
                .filter(details -> writer().equals(details.get("writer")))
                .mapToLong(details -> Long.parseLong(details.get(detail)))
                .max()
                .orElse(0);
    }

    @Override
    public void close() {
        model.close();
    }
}
