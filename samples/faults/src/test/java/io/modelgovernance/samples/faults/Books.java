package io.modelgovernance.samples.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.AsOf;
import io.modelgovernance.Governance;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.AuditReport;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.registry.Alias;
import io.modelgovernance.spi.Observation;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * What clerks in other processes said, compared with what the database holds: nothing acknowledged is lost, nothing
 * refused is there, nothing is there twice, no version was promoted over an open finding, numbers and revisions have no
 * hole, and the audit log and the state agree.
 */
final class Books {
    private static final int PAGE = 1_000;

    private final Set<String> tried = ConcurrentHashMap.newKeySet();
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> decisions = new ConcurrentHashMap<>();
    private int promoted;
    private long entries;

    void note(String clerk, String line) {
        String[] words = line.split(" ", -1);
        switch (words[0]) {
            case "T" -> tried.add(words[1]);
            case "A" -> acknowledged.put(words[1], words[2]);
            case "R" -> refused.add(words[1]);
            case "D" -> decisions.put(clerk, Integer.parseInt(words[1]));
            default -> {}
        }
    }

    int acknowledged() {
        return acknowledged.size();
    }

    int tried() {
        return tried.size();
    }

    int refused() {
        return refused.size();
    }

    /** How often a clerk was told nothing, or had no time to be told. */
    int unknown() {
        return tried.size() - acknowledged.size() - refused.size();
    }

    /** How many versions were promoted, as the last replay saw. */
    int promoted() {
        return promoted;
    }

    /** How many entries the journal had. */
    long entries() {
        return entries;
    }

    /** Replays the journal. */
    void requireBalance(DataSource dataSource) {
        JdbcGovernanceStore store = JdbcGovernanceStore.of(dataSource);
        try (Governance governance = GovernanceEngine.builder().store(store).build()) {
            Replay replay = new Replay();
            for (List<AuditEntry> page = governance.audit().entries(0, PAGE);
                    !page.isEmpty();
                    page = governance.audit().entries(replay.position, PAGE)) {
                page.forEach(replay::next);
            }
            assertEquals(Set.of(), minus(acknowledged.keySet(), replay.actors), "acknowledged and lost");
            for (String model : replay.versions.keySet()) {
                long revision = 0;
                for (Alias alias : governance.registry().aliasHistory(model, "canary")) {
                    assertEquals(++revision, alias.revision(), () -> model + " " + alias);
                }
                assertEquals(
                        replay.versions.get(model),
                        governance.registry().versions(model, AsOf.now()).size(),
                        model);
            }
            AuditReport report = governance.audit().verify();
            assertTrue(report.intact(), () -> report.problems().toString());
            entries = report.entries();
        }
        for (String writer : store.writers(Clerk.STREAM)) {
            long last = 0;
            for (List<Observation> page = store.read(Clerk.STREAM, writer, 0, PAGE);
                    !page.isEmpty();
                    page = store.read(Clerk.STREAM, writer, last, PAGE)) {
                for (Observation one : page) {
                    assertEquals(++last, one.sequence(), () -> writer + " has a hole");
                }
            }
            assertTrue(last >= decisions.getOrDefault(writer, 0), () -> writer + ": decisions acknowledged and lost");
        }
    }

    private static Set<String> minus(Set<String> all, Set<String> less) {
        Set<String> rest = new HashSet<>(all);
        rest.removeAll(less);
        return rest;
    }

    /** The journal in order, against the rules. */
    private final class Replay {
        private final Set<String> actors = new HashSet<>();
        private final Map<String, Integer> versions = new HashMap<>();
        private final Map<String, String> findings = new HashMap<>();
        private long position;
        private Instant last = Instant.MIN;

        void next(AuditEntry entry) {
            String actor = entry.actor();
            assertEquals(++position, entry.position());
            assertFalse(entry.recordedAt().isBefore(last), () -> entry + " is before the one ahead of it");
            last = entry.recordedAt();
            assertTrue(actors.add(actor), () -> actor + " acted twice");
            assertTrue(tried.contains(actor), () -> actor + " is there, and nobody asked for it");
            assertFalse(refused.contains(actor), () -> actor + " was told that nothing was written");
            String told = acknowledged.getOrDefault(actor, "");
            assertTrue(told.isEmpty() || told.equals(entry.subject().split(" ", -1)[0]), () -> told + " but " + entry);
            switch (entry.type()) {
                case VERSION_REGISTERED -> {
                    String model = entry.subject().substring(0, entry.subject().indexOf(':'));
                    int number = versions.merge(model, 1, Integer::sum);
                    assertEquals(model + ":" + number, entry.subject());
                }
                case FINDING_OPENED -> findings.put(finding(entry), entry.subject());
                case FINDING_CLOSED -> findings.remove(finding(entry));
                case STAGE_CHANGED -> {
                    promoted++;
                    assertFalse(
                            findings.containsValue(entry.subject()), () -> entry + " promotes over an open finding");
                }
                default -> assertTrue(entry.type() != EventType.CHANGES_MADE);
            }
        }

        private String finding(AuditEntry entry) {
            return entry.changes().stream()
                    .filter(change -> change.kind().equals("finding"))
                    .map(change -> change.scope() + " " + change.id())
                    .findFirst()
                    .orElseThrow();
        }
    }
}
