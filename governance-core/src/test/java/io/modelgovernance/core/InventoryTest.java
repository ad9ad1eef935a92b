package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static io.modelgovernance.core.Fixtures.BANK;
import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Governance;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.inventory.InventoryCsv;
import io.modelgovernance.core.rulepack.Coverage;
import io.modelgovernance.core.rulepack.CoverageReport;
import io.modelgovernance.core.rulepack.RulePack;
import io.modelgovernance.core.rulepack.RulePacks;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.inventory.Classification;
import io.modelgovernance.inventory.Concentration;
import io.modelgovernance.inventory.InventoryEntry;
import io.modelgovernance.inventory.InventoryLine;
import io.modelgovernance.inventory.Limits;
import io.modelgovernance.inventory.Portfolio;
import io.modelgovernance.inventory.UseCase;
import io.modelgovernance.inventory.Vendor;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.jdbc.JdbcSchema;
import io.modelgovernance.policy.Boundary;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.risk.RiskTier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The inventory on each storage: what is declared, what is read from other records, and what is missing. */
class InventoryTest {
    enum Storage {
        MEMORY,
        DATABASE
    }

    private static final InventoryEntry CREDIT = InventoryEntry.of("credit-risk", "Credit risk", "cleo", "ana")
            .described("Probability of default", "retail", "learned")
            .with(new UseCase("consumer-credit", "decides on credit", "applicants", "refusal", "reviewed by exception"))
            .with(new Limits(
                    List.of(Boundary.between("income", 0, 50_000)),
                    List.of("the economy stays as it is"),
                    List.of("few young applicants"),
                    List.of("fraud"),
                    List.of("marketing")))
            .with(new Classification("eu-ai-act", "high-risk", "Annex III 5(b)", "decides on credit"))
            .dependingOn(Set.of("bureau-score"), Set.of());
    private static final InventoryEntry BUREAU = InventoryEntry.of("bureau-score", "Bureau score", "cleo", "the bureau")
            .from(new Vendor("Bureau", "Score", "7", "8", "contract 12"))
            .dependingOn(Set.of(), Set.of("bureau"));

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();

    private Governance governance(Storage storage) {
        GovernanceBuilder builder = GovernanceEngine.builder().clock(clock);
        if (storage == Storage.MEMORY) {
            return builder.store(new InMemoryGovernanceStore()).build();
        }
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:inventory" + System.identityHashCode(this) + ";DB_CLOSE_DELAY=-1");
        JdbcSchema.install(source);
        return builder.store(JdbcGovernanceStore.of(source)).build();
    }

    @ParameterizedTest
    @EnumSource
    void aLineJoinsWhatIsDeclaredWithWhatIsOnRecord(Storage storage) {
        try (Governance governance = governance(storage)) {
            governance.inventory().declare(CLEO, BUREAU, "bought");
            Instant before = clock.instant();
            clock.advance(Duration.ofDays(1));
            governance.inventory().declare(CLEO, CREDIT, "new");
            assertEquals(
                    CREDIT,
                    governance.inventory().entry("credit-risk", AsOf.now()).orElseThrow());
            VersionId one = Fixtures.promoted(governance, directory, "0.0001 0.0005");
            Fixtures.deploy(governance, one, "loan-desk");
            governance.drift().freeze(BEN, one, Fixtures.rows(1, 200, 0));
            governance.drift().check(ANA, one, Fixtures.rows(2, 200, 0));
            governance.risk().open(BEN, one, Finding.Severity.LOW, "note", "ana", LocalDate.of(2030, 1, 1));
            List<InventoryLine> lines = governance.inventory().lines(AsOf.now());
            assertEquals(
                    List.of("bureau-score", "credit-risk"),
                    lines.stream().map(line -> line.entry().model()).toList());
            InventoryLine credit = lines.get(1);
            LocalDate today = LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC);
            assertEquals(RiskTier.TIER_3, credit.tier().orElseThrow());
            assertEquals(one.toString(), credit.version().orElseThrow());
            assertEquals(today, credit.deployedOn().orElseThrow());
            assertEquals("ben", credit.reviewer().orElseThrow());
            assertEquals(List.of("ben"), credit.approvers());
            assertEquals(List.of("bureau", "loans:1"), credit.dataSources());
            assertEquals(List.of("LOW 00000001: note"), credit.exceptions());
            assertEquals("STABLE", credit.monitoring());
            assertEquals(today.plusDays(3 * 365), credit.nextReviewOn().orElseThrow());
            assertEquals(List.of(), credit.missing());
            assertFalse(credit.overdue(today));
            assertTrue(lines.get(0).missing().contains("risk rating"));
            assertTrue(lines.get(0).entry().vendor().orElseThrow().behind());

            List<InventoryLine> then = governance.inventory().lines(AsOf.instant(before));
            assertEquals(1, then.size(), "the day before there was the bureau's alone");
            clock.advance(Duration.ofDays(3 * 365 + 1));
            assertEquals(
                    List.of("credit-risk"),
                    governance.inventory().portfolio(AsOf.now()).overdue());
        }
    }

    @Test
    void aModelNobodyDeclaredHasALineToo() {
        try (Governance governance = governance(Storage.MEMORY)) {
            Fixtures.register(governance, directory, "1 1");
            InventoryLine line = governance.inventory().lines(AsOf.now()).get(0);
            assertEquals("entry", line.missing().get(0));
            assertTrue(line.missing().containsAll(List.of("owner", "risk rating", "approved uses", "reviewer")));
            governance.inventory().declare(CLEO, CREDIT, "late");
            assertTrue(governance
                    .inventory()
                    .lines(AsOf.now())
                    .get(0)
                    .missing()
                    .contains("entry of bureau-score that it depends on"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void dependentsAndConcentrations(Storage storage) {
        try (Governance governance = governance(storage)) {
            var inventory = governance.inventory();
            inventory.declare(CLEO, BUREAU, "bought");
            inventory.declare(CLEO, CREDIT, "new");
            inventory.declare(
                    CLEO,
                    InventoryEntry.of("pricing", "Pricing", "cleo", "ana")
                            .dependingOn(Set.of("credit-risk"), Set.of("bureau", "rates")),
                    "new");
            assertEquals(List.of("credit-risk", "pricing"), inventory.dependents("bureau-score", AsOf.now()));
            assertEquals(List.of(), inventory.dependents("pricing", AsOf.now()));
            Portfolio portfolio = inventory.portfolio(AsOf.now());
            assertEquals(3, portfolio.models());
            assertEquals(List.of("bureau-score", "credit-risk", "pricing"), portfolio.unrated());
            Concentration data = portfolio.concentrations().get(1);
            assertEquals("data source", data.dimension());
            assertEquals(0.75 * 0.75 + 0.25 * 0.25, data.index(), 1e-15);
            assertEquals("bureau", data.shares().get(0).name());
            assertEquals(
                    List.of("bureau-score", "pricing"), data.shares().get(0).models());
            Concentration vendor = portfolio.concentrations().get(0);
            assertEquals(5.0 / 9, vendor.index(), 1e-15);
            assertEquals(0.5, portfolio.concentrations().get(3).index(), 1e-15);
        }
    }

    @Test
    void loopsOfDependenceEnd() {
        try (Governance governance = governance(Storage.MEMORY)) {
            var inventory = governance.inventory();
            inventory.declare(CLEO, InventoryEntry.of("a", "A", "x", "y").dependingOn(Set.of("b"), Set.of()), "");
            inventory.declare(CLEO, InventoryEntry.of("b", "B", "x", "y").dependingOn(Set.of("a"), Set.of()), "");
            assertEquals(List.of("a", "b"), inventory.dependents("a", AsOf.now()));
            assertThrows(InvalidInputException.class, () -> BUREAU.dependingOn(Set.of("bureau-score"), Set.of()));
        }
    }

    @Test
    void peopleAttestWhatTheInventoryWas() {
        try (Governance governance = governance(Storage.MEMORY)) {
            governance.inventory().declare(CLEO, BUREAU, "bought");
            assertThrows(ConflictException.class, () -> governance.inventory().attest(BANK, "complete"));
            var attested = governance.inventory().attest(CLEO, "complete as far as I can tell");
            assertEquals(1, attested.models());
            assertEquals(1, attested.incomplete());
            assertEquals(List.of(attested), governance.inventory().attestations(AsOf.now()));
        }
    }

    @Test
    void csvIsInTheOrderOfTheAppendixAndRunsNoFormula() {
        try (Governance governance = governance(Storage.MEMORY)) {
            governance
                    .inventory()
                    .declare(CLEO, InventoryEntry.of("m", "=HYPERLINK(\"x\")", "a, b", "line\nbreak"), "");
            String csv = InventoryCsv.write(governance.inventory().lines(AsOf.now()));
            assertTrue(csv.startsWith("model id,name,description,risk rating,owner,developer,origin,version,"), csv);
            assertTrue(csv.contains("m,\"'=HYPERLINK(\"\"x\"\")\",,,\"a, b\",\"line\nbreak\",INTERNAL,"), csv);
            assertTrue(csv.endsWith("\r\n"));
        }
    }

    @Test
    void thePacksThatComeWithTheLibraryAreWhole() {
        assertEquals(70, RulePacks.controls().size());
        for (String id : RulePacks.shipped()) {
            RulePack pack = RulePacks.shipped(id);
            assertEquals(id, pack.id());
            assertFalse(pack.title().isBlank());
        }
        LocalDate today = LocalDate.of(2026, 11, 23);
        assertTrue(RulePacks.shipped("us-mrm-2026").inEffect(today));
        assertFalse(RulePacks.shipped("osfi-e23-2027").inEffect(today));
        assertTrue(RulePacks.shipped("osfi-e23-2027").inEffect(LocalDate.of(2027, 5, 1)));
        assertFalse(RulePacks.shipped("eu-ai-act").inEffect(LocalDate.of(2027, 12, 1)));
        assertThrows(InvalidInputException.class, () -> RulePacks.shipped("sr-11-7"));
        String own = "{\"id\":\"own-1\",\"title\":\"ours\",\"effectiveFrom\":\"2026-01-01\",\"effectiveTo\":null,"
                + "\"basis\":\"board\",\"provisions\":[{\"control\":\"VAL-01\",\"provision\":\"3\"}]}";
        assertEquals(
                "own-1", RulePacks.read(own.getBytes(StandardCharsets.UTF_8)).id());
        for (String broken : List.of(
                own.replace("VAL-01", "VAL-99"),
                own.replace("\"basis\":\"board\",", ""),
                own.replace("null", "\"2025-01-01\""))) {
            assertThrows(InvalidInputException.class, () -> RulePacks.read(broken.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void coverageSaysWhatIsEvidenceAndNeverThatARuleIsMet() {
        try (Governance governance = governance(Storage.MEMORY)) {
            LocalDate today = LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC);
            RulePack pack = RulePacks.shipped("pra-ss1-23");
            Coverage empty = Coverage.of(governance, pack, today);
            assertEquals(0, empty.count(Coverage.Status.EVIDENCE_ON_RECORD));
            assertEquals(0, empty.count(Coverage.Status.FOR_JUDGEMENT));
            Fixtures.promoted(governance, directory, "0.0001 0.0005");
            governance.inventory().attest(CLEO, "complete");
            Coverage coverage = Coverage.of(governance, pack, today);
            Coverage.Line validator = line(coverage, "VAL-01");
            assertEquals(Coverage.Status.EVIDENCE_ON_RECORD, validator.status());
            assertTrue(validator.evidence().get(0).startsWith("VALIDATION_RECORDED at entry "));
            assertEquals(Coverage.Status.FOR_JUDGEMENT, line(coverage, "RSK-01").status(), "people judge a rating");
            assertEquals(Coverage.Status.NO_EVIDENCE, line(coverage, "INV-07").status());
            Coverage american = Coverage.of(governance, RulePacks.shipped("us-mrm-2026"), today);
            assertEquals(Coverage.Status.ORGANISATION, line(american, "VAL-02").status());
            Coverage later = Coverage.of(governance, RulePacks.shipped("osfi-e23-2027"), today.plusDays(93));
            assertEquals(Coverage.Status.NO_EVIDENCE, line(later, "INV-11").status(), "attested too long ago");
            String text = CoverageReport.text(coverage);
            String html = CoverageReport.html(coverage);
            for (String report : List.of(text, html)) {
                assertTrue(report.contains("Evidence for pra-ss1-23"), report);
                assertFalse(report.toLowerCase(java.util.Locale.ROOT).contains("complian"), report);
                assertTrue(report.contains("Evidence for a provision does not mean that it is met."), report);
            }
            assertEquals(text, CoverageReport.text(Coverage.of(governance, pack, today)));
        }
    }

    private static Coverage.Line line(Coverage coverage, String control) {
        return coverage.lines().stream()
                .filter(line -> line.control().id().equals(control))
                .findFirst()
                .orElseThrow();
    }
}
