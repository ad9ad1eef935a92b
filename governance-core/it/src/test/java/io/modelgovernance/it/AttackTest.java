package io.modelgovernance.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.Governance;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.RefusedException;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.AuditReport;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.audit.VerifierKey;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.core.audit.AuditVerifier;
import io.modelgovernance.core.audit.Ed25519Signer;
import io.modelgovernance.core.audit.FileHeadMemory;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.ledger.EntryBody;
import io.modelgovernance.inmemory.SettableClock;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.registry.Candidate;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Attacks with full rights in SQL. Each first succeeds against a weaker check, and then does not against a stronger one;
 * the table of docs/audit.md says the same.
 */
class AttackTest {
    private static final Actor ANA = Actor.human("ana", "developer");
    private static final Actor DORA = Actor.human("dora", "validator");
    private static final FeatureSchema SCHEMA = FeatureSchema.of(Feature.numeric("income", 0, 1));
    private static final AtomicInteger LEDGERS = new AtomicInteger();

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private final Ed25519Signer signer = Ed25519Signer.generate("bank");
    private final List<Governance> open = new ArrayList<>();

    @TempDir
    Path directory;

    @AfterEach
    void close() throws Exception {
        for (Governance one : open) {
            one.close();
        }
    }

    /** A bank's log on a database, and somebody who administers the database. */
    private final class Bank {
        final DataSource database;
        final JdbcGovernanceStore store;
        final Governance governance;
        final Attacker attacker;

        Bank(String kind) throws IOException {
            this.database = kind.equals("h2") ? Databases.h2() : Databases.postgres();
            String ledger = "attacked-" + LEDGERS.incrementAndGet();
            this.store = JdbcGovernanceStore.of(database, ledger);
            this.attacker = new Attacker(database, ledger);
            this.governance = GovernanceEngine.builder()
                    .store(store)
                    .name("bank-log")
                    .signer(signer)
                    .clock(clock)
                    .build();
            open.add(governance);
            work();
        }

        /** Ten entries; the eighth is a refusal and wrote no record. */
        private void work() throws IOException {
            Path file = Files.writeString(directory.resolve("model.txt"), "1");
            VersionId version = governance
                    .registry()
                    .register(ANA, "credit", Candidate.of(file), SCHEMA)
                    .id();
            for (int i = 0; i < 6; i++) {
                find(version, "finding " + i);
            }
            assertThrows(
                    RefusedException.class, () -> governance.registry().request(ANA, version, "production", "early"));
            find(version, "the last but one");
            find(version, "the last");
            assertTrue(governance.audit().verify().intact());
        }

        void find(VersionId version, String text) {
            clock.advance(Duration.ofMinutes(1));
            governance.risk().open(DORA, version, Finding.Severity.LOW, text, "ana", LocalDate.of(2026, 12, 31));
        }

        /** The bank after a restart that remembers nothing: it signs what it finds. */
        Governance restarted() {
            Governance again = GovernanceEngine.builder()
                    .store(store)
                    .name("bank-log")
                    .signer(signer)
                    .clock(clock)
                    .build();
            open.add(again);
            return again;
        }

        Path export() throws IOException {
            Path to = Files.createDirectory(directory.resolve("export" + LEDGERS.incrementAndGet()));
            restarted().audit().export(to);
            return to;
        }
    }

    private AuditVerifier trusting() {
        return AuditVerifier.trusting(VerifierKey.of(signer));
    }

    private static void assertCaught(AuditReport report, String words) {
        assertFalse(report.intact());
        assertTrue(
                report.problems().stream().anyMatch(problem -> problem.contains(words)), report.problems()::toString);
    }

    private static EntryBody with(EntryBody body, String actor, Instant at) {
        return new EntryBody(
                body.v(),
                body.origin(),
                body.position(),
                at,
                body.act(),
                body.type(),
                actor,
                body.actorKind(),
                body.subject(),
                body.reason(),
                body.details(),
                body.changes());
    }

    private static EntryBody vote(EntryBody like) {
        return new EntryBody(
                like.v(),
                like.origin(),
                like.position(),
                like.at(),
                UUID.fromString("00000000-0000-4000-8000-000000000001"),
                EventType.VOTE_CAST,
                "eve",
                like.actorKind(),
                like.subject(),
                "looks good",
                like.details(),
                List.of());
    }

    /** Reading shows the forgery as if it were so; recomputing the tree does not. */
    @ParameterizedTest
    @CsvSource({"h2", "postgres"})
    void anEditIsFoundByRecomputingTheTree(String kind) throws Exception {
        Bank bank = new Bank(kind);
        EntryBody third = bank.attacker.entries().get(2);
        bank.attacker.overwrite(3, RecordCodec.write(with(third, "nobody", third.at())));

        assertEquals("nobody", bank.governance.audit().entries(2, 1).get(0).actor(), "reading alone");
        assertCaught(bank.governance.audit().verify(), "Entry 3 does not have the hash it was recorded with.");
    }

    /** Every hash in the database is the attacker's to recompute: only a checkpoint kept elsewhere tells. */
    @ParameterizedTest
    @CsvSource({
        "h2, edit",
        "h2, delete",
        "h2, insert",
        "h2, reorder",
        "h2, truncate",
        "h2, backdate",
        "postgres, edit",
        "postgres, delete",
        "postgres, insert",
        "postgres, reorder",
        "postgres, truncate",
        "postgres, backdate"
    })
    void aRecomputedHistoryIsFoundByAKeptCheckpoint(String kind, String attack) throws Exception {
        Bank bank = new Bank(kind);
        FileHeadMemory memory = FileHeadMemory.of(directory.resolve("heads"));
        Checkpoint kept = bank.governance.audit().checkpoint();
        trusting().withMemory(memory).verify(bank.export());
        forge(bank, attack);

        AuditReport report = bank.restarted().audit().verify();
        assertTrue(report.intact(), () -> "whoever has the database alone sees nothing: " + report.problems());
        Path export = bank.export();
        trusting().verify(export); // nor does who has the key alone: the bank signs what it finds

        IntegrityException refused = assertThrows(
                IntegrityException.class, () -> bank.governance.audit().checkpoint());
        assertTrue(refused.getMessage().contains("was rolled back or rewritten"), refused::getMessage);
        assertFalse(bank.governance.audit().verify().intact(), "a process that remembers");
        AuditReport strict = bank.restarted().audit().verify(kept);
        assertCaught(
                strict,
                List.of("delete", "truncate").contains(attack) ? "it was cut or rolled back" : "the log was rewritten");
        assertThrows(
                InvalidInputException.class,
                () -> trusting().withKept(kept.note()).verify(export));
        assertThrows(
                InvalidInputException.class, () -> trusting().withMemory(memory).verify(export));
    }

    private static void forge(Bank bank, String attack) throws SQLException {
        List<EntryBody> entries = bank.attacker.entries();
        EntryBody refusal = entries.get(7);
        assertEquals(EventType.TRANSITION_REFUSED, refusal.type());
        switch (attack) {
            case "edit" -> entries.set(7, with(refusal, "nobody", refusal.at()));
            case "backdate" ->
                entries.set(9, with(entries.get(9), "dora", entries.get(8).at()));
            case "delete" -> {
                entries.remove(7);
                bank.attacker.move(8, -1);
            }
            case "insert" -> {
                entries.add(8, vote(refusal));
                bank.attacker.move(8, 1);
            }
            case "reorder" -> {
                entries.add(8, vote(refusal));
                bank.attacker.move(8, 1);
                Collections.swap(entries, 7, 8);
            }
            default -> {
                entries = entries.subList(0, 8);
                bank.attacker.undo(8);
            }
        }
        bank.attacker.rewrite(entries);
    }

    /** Even the bank's own checkpoint of then fits; only a younger one tells. */
    @Test
    void aRestoredBackupIsFoundByAYoungerCheckpoint() throws Exception {
        Bank bank = new Bank("h2");
        Checkpoint then = bank.governance.audit().checkpoint();
        for (String table : List.of("gov_log", "gov_record", "gov_term", "gov_journal", "gov_scope")) {
            bank.attacker.sql("create table backup_" + table + " as select * from " + table);
        }
        bank.find(new VersionId("credit", 1), "what should be forgotten");
        Checkpoint younger = bank.governance.audit().checkpoint();
        for (String table : List.of("gov_log", "gov_record", "gov_term", "gov_journal", "gov_scope")) {
            bank.attacker.sql("delete from " + table, "insert into " + table + " select * from backup_" + table);
        }

        assertTrue(bank.restarted().audit().verify(then).intact(), "the older checkpoint");
        assertCaught(bank.restarted().audit().verify(younger), "it was cut or rolled back");
    }

    /** Two auditors are shown two histories; each alone is satisfied, together they hold the proof. */
    @Test
    void aForkIsFoundByWhoeverSeesBothHeads() throws Exception {
        Bank bank = new Bank("h2");
        Path shown = bank.export();
        List<EntryBody> entries = bank.attacker.entries();
        entries.set(9, with(entries.get(9), "nobody", entries.get(9).at()));
        bank.attacker.rewrite(entries);
        Path other = bank.export();

        Checkpoint one = trusting().verify(shown).checkpoint();
        Checkpoint two = trusting().verify(other).checkpoint();
        assertEquals(one.size(), two.size());
        assertFalse(one.root().equals(two.root()), "two signed roots of one size: the signer lied");
        FileHeadMemory shared = FileHeadMemory.of(directory.resolve("heads"));
        trusting().withMemory(shared).verify(shown);
        assertThrows(
                InvalidInputException.class, () -> trusting().withMemory(shared).verify(other));
    }

    /** The tree holds digests of records, not records: it stays whole, and the records are compared with it. */
    @ParameterizedTest
    @CsvSource({"h2", "postgres"})
    void swappedPayloadsAreFoundByComparingRecordsWithTheLog(String kind) throws Exception {
        Bank bank = new Bank(kind);
        String target = "LEDGER and kind = 'finding' and valid_from = ";
        int changed = bank.attacker.sql("update gov_record set body = (select body from gov_record where " + target
                + "3) where " + target + "2");
        assertEquals(1, changed);

        trusting().verify(bank.export()); // the log itself is whole
        assertEquals(
                2,
                bank.governance.risk().findings("credit", AsOf.now()).stream()
                        .filter(finding -> finding.text().equals("finding 1"))
                        .count(),
                "reading alone");
        assertCaught(bank.governance.audit().verify(), "is not what entry 2 wrote");
    }

    /** A log signed with the attacker's key under the bank's name satisfies who takes the key from the files. */
    @Test
    void anotherKeyIsFoundByWhoGotTheKeyAnotherWay() throws Exception {
        Bank bank = new Bank("h2");
        Path export = bank.export();
        forge(bank, "edit");
        Ed25519Signer thief = Ed25519Signer.generate("bank");
        Path forged = Files.createDirectory(directory.resolve("forged"));
        try (Governance stolen = GovernanceEngine.builder()
                .store(bank.store)
                .name("bank-log")
                .signer(thief)
                .clock(clock)
                .build()) {
            stolen.audit().export(forged);
        }
        for (String file : List.of("entries.jsonl", "leaves.txt", "checkpoint.txt", "public-key.txt")) {
            Files.copy(forged.resolve(file), export.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }

        String[] line = Files.readString(export.resolve("public-key.txt"), StandardCharsets.UTF_8)
                .strip()
                .split(" ", -1);
        AuditVerifier.verify(export, line[0], java.util.Base64.getDecoder().decode(line[1]));
        InvalidInputException caught =
                assertThrows(InvalidInputException.class, () -> trusting().verify(export));
        assertTrue(caught.getMessage().contains("is not signed by bank"), caught::getMessage);
    }

    /** An entry of another log is well formed and in its place; the log's name in it gives it away. */
    @Test
    void anEntryOfAnotherLogIsFoundByItsName() throws Exception {
        Bank bank = new Bank("h2");
        List<EntryBody> entries = bank.attacker.entries();
        EntryBody from = entries.get(7);
        entries.set(
                7,
                new EntryBody(
                        1,
                        "test-log",
                        8,
                        from.at(),
                        from.act(),
                        from.type(),
                        from.actor(),
                        from.actorKind(),
                        from.subject(),
                        from.reason(),
                        from.details(),
                        from.changes()));
        bank.attacker.rewrite(entries);

        trusting().verify(bank.export()); // the tree is whole
        assertCaught(bank.governance.audit().verify(), "Entry 8 belongs to the log test-log.");
    }

    /** The application's clock is not evidence: the log keeps the order, and only what others say bounds the time. */
    @Test
    void aClockThatIsSetBackDoesNotChangeTheOrder() throws Exception {
        Bank bank = new Bank("h2");
        clock.set(Instant.parse("1999-01-01T00:00:00Z"));
        bank.find(new VersionId("credit", 1), "back-dated");
        List<AuditEntry> entries = bank.governance.audit().entries(0, 100);
        for (int i = 1; i < entries.size(); i++) {
            assertFalse(entries.get(i).recordedAt().isBefore(entries.get(i - 1).recordedAt()));
        }
        clock.set(Instant.parse("2099-01-01T00:00:00Z"));
        bank.find(new VersionId("credit", 1), "from the future");
        assertTrue(bank.governance.audit().verify().intact(), "that a clock was ahead, nothing in the log can tell");
    }
}
