package io.modelgovernance.samples.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.Governance;
import io.modelgovernance.StoreException;
import io.modelgovernance.audit.AuditReport;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.jdbc.JdbcSchema;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.registry.Candidate;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.spi.Observation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * In a ledger of its own: clerks who open findings and record decisions over a line that may fail, and who keep their own books: what was
 * acknowledged, what was refused, what they do not know. Afterwards the books are compared with what the server holds.
 */
final class Bank implements AutoCloseable {
    private static final Actor ANA = Actor.human("ana", "developer");
    private static final LocalDate DUE = LocalDate.of(2026, 12, 31);
    private static final String STREAM = "decision/books";

    private static final AtomicInteger LEDGERS = new AtomicInteger();

    private final String ledger = "bank" + LEDGERS.incrementAndGet();
    private final DataSource direct;
    private final HikariDataSource pool;
    private final JdbcGovernanceStore store;
    private final Governance governance;
    private final List<VersionId> versions = new ArrayList<>();
    private final Set<String> acknowledged = new ConcurrentSkipListSet<>();
    private final Set<String> refused = new ConcurrentSkipListSet<>();
    private final Set<String> unknown = new ConcurrentSkipListSet<>();
    private final Set<String> observed = new ConcurrentSkipListSet<>();
    private final AtomicInteger again = new AtomicInteger();
    private final AtomicInteger sessions = new AtomicInteger();

    /**
     * Opens for business.
     *
     * @param direct straight to the server, for setting up and for the comparison
     * @param line the clerks' way
     * @param connections size of their pool
     * @param models so many models; a clerk works on the one of his number
     */
    Bank(DataSource direct, DataSource line, int connections, int models, Path directory) throws IOException {
        this.direct = direct;
        JdbcSchema.install(direct);
        try (Governance setting = GovernanceEngine.builder()
                .store(JdbcGovernanceStore.of(direct, ledger))
                .build()) {
            Path file = Files.writeString(directory.resolve("model.txt"), "0 1");
            FeatureSchema schema = FeatureSchema.of(Feature.numeric("income", 0, 100));
            for (int i = 0; i < models; i++) {
                versions.add(setting.registry()
                        .register(ANA, "model-" + i, Candidate.of(file), schema)
                        .id());
            }
        }
        HikariConfig config = new HikariConfig();
        config.setDataSource(line);
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(1_000);
        config.setValidationTimeout(500);
        config.setInitializationFailTimeout(-1);
        config.setExceptionOverrideClassName(BrokenLines.class.getName());
        this.pool = new HikariDataSource(config);
        this.store = JdbcGovernanceStore.of(pool, ledger);
        this.governance = GovernanceEngine.builder().store(store).build();
    }

    int acknowledged() {
        return acknowledged.size();
    }

    int unknown() {
        return unknown.size();
    }

    int refused() {
        return refused.size();
    }

    /** How often something was not acknowledged. */
    int troubles() {
        return refused.size() + unknown.size() + again.get();
    }

    DataSource pool() {
        return pool;
    }

    /** One finding, under a text that nobody else uses. */
    void openFinding(int clerk, int number) {
        String text = "finding " + clerk + " " + number;
        try {
            governance.risk().open(ANA, versions.get(clerk % versions.size()), Finding.Severity.LOW, text, "ana", DUE);
            acknowledged.add(text);
        } catch (StoreException e) {
            (e.outcome() == StoreException.Outcome.UNKNOWN ? unknown : refused).add(text);
        }
    }

    /** One decision; while it is not acknowledged, the same again, as a writer does, until the bank closes. */
    void recordDecision(String writer, int number) {
        String id = writer + "-" + number;
        byte[] body = ("{\"id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8);
        List<Observation> batch = List.of(new Observation(STREAM, writer, number, id, Instant.EPOCH, body));
        while (!pool.isClosed()) {
            try {
                store.append(batch);
                observed.add(id);
                return;
            } catch (StoreException e) {
                again.incrementAndGet();
            }
        }
    }

    /** A name for a writer that was not used before. */
    String writer() {
        return "writer" + sessions.incrementAndGet();
    }

    /** Nothing acknowledged is lost, nothing refused is there, nothing is there twice, and the audit log is whole. */
    void requireBooksToBalance() {
        JdbcGovernanceStore kept = JdbcGovernanceStore.of(direct, ledger);
        List<String> findings = new ArrayList<>();
        try (Governance after = GovernanceEngine.builder().store(kept).build()) {
            for (VersionId version : versions) {
                after.risk().findings(version.model(), AsOf.now()).forEach(finding -> findings.add(finding.text()));
            }
            AuditReport report = after.audit().verify();
            assertTrue(report.intact(), () -> report.problems().toString());
            assertEquals(versions.size() + findings.size(), report.entries(), "one entry an act");
        }
        Set<String> there = new HashSet<>(findings);
        assertEquals(there.size(), findings.size(), "applied twice");
        assertEquals(Set.of(), minus(acknowledged, there), "acknowledged and lost");
        Set<String> lies = new TreeSet<>(refused);
        lies.retainAll(there);
        assertEquals(Set.of(), lies, "said to be not written, and there");
        assertEquals(Set.of(), minus(minus(there, acknowledged), unknown), "there, and nobody asked for it");
        for (String writer : kept.writers(STREAM)) {
            List<Observation> all = kept.read(STREAM, writer, 0, Integer.MAX_VALUE);
            assertEquals(all.size(), all.get(all.size() - 1).sequence(), "gapless");
            all.forEach(one -> observed.remove(one.id()));
        }
        assertEquals(Set.of(), observed, "decisions acknowledged and lost");
    }

    private static Set<String> minus(Set<String> all, Set<String> less) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(less);
        return rest;
    }

    @Override
    public void close() {
        governance.close();
        pool.close();
    }
}
